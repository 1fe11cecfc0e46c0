import { randomUUID } from 'node:crypto';
import type { RequestName } from '@tatap/protocol/signaling';
import fc from 'fast-check';

/** What exists on the server and random payloads may hit. */
export interface Targets {
  readonly accounts: readonly string[];
  readonly devices: readonly string[];
  readonly calls: readonly string[];
}

/**
 * Random payloads for a request: half are any JSON, half have the fields of the contract with
 * values that are right, nearly right or aimed at what belongs to others.
 */
export function payloadsFor(name: RequestName, targets: Targets): fc.Arbitrary<unknown> {
  return fc.oneof(anyPayload, fc.record(fieldsOf(name, targets), { requiredKeys: [] }));
}

const hostile = fc.constantFrom<unknown>(
  null,
  '',
  '__proto__',
  -1,
  1e308,
  [],
  {},
  '\u0000',
  '\ud800',
  // Over the limit of every field but `sdp`; in every field at once still under the packet's limit,
  // beyond which the server hangs up.
  'x'.repeat(2_500),
);

const anyPayload = fc.oneof(
  { weight: 6, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 3, arbitrary: hostile },
  { weight: 1, arbitrary: fc.constant(new Uint8Array([1, 2, 3])) },
);

function fieldsOf(name: RequestName, targets: Targets): Record<string, fc.Arbitrary<unknown>> {
  const ownCalls = Array.from({ length: 4 }, () => randomUUID());
  const or = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc.oneof({ weight: 5, arbitrary }, { weight: 1, arbitrary: anyPayload });
  const callId = or(fc.constantFrom(...targets.calls, ...ownCalls));
  const id = or(fc.constantFrom(...targets.accounts, 'nobody'));
  const media = or(fc.constantFrom('video', 'audio', 'smell'));
  const seq = or(fc.integer({ min: -1, max: 5 }));
  const candidate = or(
    fc.record(
      {
        candidate: or(fc.string()),
        sdpMid: or(fc.constantFrom(null, '0')),
        sdpMLineIndex: or(fc.constantFrom(null, 0)),
        usernameFragment: or(fc.constantFrom(null, 'abcd')),
      },
      { requiredKeys: [] },
    ),
  );
  const signal = or(
    fc.record(
      {
        kind: or(fc.constantFrom('candidates', 'description')),
        type: or(fc.constantFrom('offer', 'answer', 'pranswer')),
        sdp: or(fc.string()),
        candidates: or(fc.array(candidate, { maxLength: 20 })),
        seq,
      },
      { requiredKeys: [] },
    ),
  );
  const all = {
    callId,
    id,
    to: id,
    media,
    signal,
    toDevice: or(fc.constantFrom(...targets.devices)),
    text: or(fc.string({ maxLength: 300 })),
    reason: or(fc.constantFrom('hung-up', 'connect-failed', 'gone')),
    presence: or(fc.constantFrom('online', 'away', 'dnd', 'in-call')),
    favourite: or(fc.boolean()),
    nickname: or(fc.string({ maxLength: 100 })),
    peer: or(
      fc.record(
        {
          account: or(fc.constantFrom(...targets.accounts)),
          device: or(fc.constantFrom(...targets.devices)),
        },
        { requiredKeys: [] },
      ),
    ),
    side: or(fc.constantFrom('caller', 'callee')),
    proof: or(fc.constant({ key: 'A'.repeat(43), signature: 'A'.repeat(86) })),
    callIds: or(fc.array(callId, { maxLength: 5 })),
    from: or(fc.constantFrom(...targets.accounts)),
  };
  return name.startsWith('call.') ? all : { ...all, signal: hostile };
}
