import fc from 'fast-check';
import type { ListedCall } from '../leg/events.ts';
import { budi, callIds, devices, sari } from '../leg/samples.fixture.ts';
import { type CallsEvent, type DeviceCalls, isLive, legsOf } from './state.ts';

const at = 1_000_000;

/** Its `leg` counts live legs from the latest back: made events meet legs whose IDs count up. */
type AnyEvent = CallsEvent;

/** The event with the ID of the leg that it is about; unchanged where it is about none. */
export function meeting(state: DeviceCalls, event: AnyEvent): CallsEvent {
  if (!('leg' in event)) return event;
  const leg =
    legsOf(state)
      .filter(isLive)
      .at(-1 - event.leg)?.leg ?? 0;
  return { ...event, leg };
}

const callId = fc.constantFrom(...callIds);
const anyDevice = fc.constantFrom(...devices);
const person = fc.constantFrom(budi, sari);
const media = fc.constantFrom('video', 'audio');
const bye = fc.constantFrom(
  'hung-up',
  'connect-failed',
  'connection-lost',
  'identity-mismatch',
  'incompatible',
);
const rings = fc.record({ callId, person, device: anyDevice, media });

const listed: fc.Arbitrary<ListedCall> = fc.oneof(
  rings.map((one) => ({ state: 'incoming', ...one }) as const),
  fc.record({
    state: fc.constant('outgoing' as const),
    callId,
    to: fc.constantFrom('budi', 'sari'),
    media,
    invitedAt: fc.constant(at),
    ringing: fc.uniqueArray(anyDevice),
    asked: fc.nat({ max: 2 }),
  }),
  fc.record({
    state: fc.constant('accepted' as const),
    callId,
    peer: fc.record({ account: fc.constantFrom('budi', 'sari'), device: anyDevice }),
    media,
    acceptedAt: fc.constant(at),
  }),
);

const code = fc.constantFrom(
  'answered-elsewhere',
  'call-over',
  'contacts-only',
  'timeout',
  'unreachable',
  'internal',
);

const hold = fc.constantFrom('held', 'running');
const leg = fc.nat({ max: 1 });
const type = <T extends CallsEvent['type']>(name: T) => fc.constant(name);
const time = fc.integer({ min: at, max: at + 100_000 });

/** Any event, about few calls and devices, so that they meet. */
export const anyEvent: fc.Arbitrary<AnyEvent> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: type('start'), callId, person, media, at: time }) },
  { weight: 3, arbitrary: fc.record({ type: type('accept'), callId, media, at: time }) },
  fc.record({ type: type('decline'), callId, at: time }),
  fc.record({ type: type('hang-up'), callId, at: time }),
  { weight: 2, arbitrary: fc.record({ type: type('hold'), callId, state: hold, at: time }) },
  fc.record({ type: type('link.hold'), leg, device: anyDevice, state: hold, at: time }),
  fc.record({ type: type('link.reopened'), leg, device: anyDevice, at: time }),
  fc.record({ type: type('dismiss'), at: time }),
  fc.record({ type: type('sign-out'), at: time }),
  { weight: 3, arbitrary: fc.record({ type: type('server.incoming'), ring: rings, at: time }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: type('server.ringing'),
      callId,
      device: anyDevice,
      asked: fc.nat({ max: 2 }),
      at: time,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ type: type('server.accepted'), callId, device: anyDevice, at: time }),
  },
  fc.record({
    type: type('server.ended'),
    callId,
    reason: fc.constantFrom('hung-up', 'no-answer', 'declined', 'busy', 'gone', 'cancelled'),
    at: time,
  }),
  fc.record({
    type: type('server.registered'),
    calls: fc.uniqueArray(listed, { selector: (one) => one.callId, maxLength: 3 }),
    handled: fc.uniqueArray(callId),
    at: time,
  }),
  fc.record({
    type: type('invite.acknowledged'),
    callId,
    result: fc.oneof(
      fc.record({ outcome: fc.constant('calling' as const) }),
      fc.record({ outcome: fc.constant('accepted' as const), callId, peer: anyDevice }),
    ),
    at: time,
  }),
  fc.record({ type: type('invite.refused'), callId, code, at: time }),
  { weight: 3, arbitrary: fc.record({ type: type('accept.acknowledged'), callId, at: time }) },
  fc.record({ type: type('ringing.refused'), callId, code, at: time }),
  fc.record({ type: type('accept.refused'), callId, code, at: time }),
  fc.record({ type: type('server.attaching'), callId, device: anyDevice, at: time }),
  fc.record({ type: type('server.attached'), callId, at: time }),
  fc.record({
    type: type('attach.acknowledged'),
    callId,
    outcome: fc.constantFrom('waiting', 'running'),
    at: time,
  }),
  fc.record({ type: type('attach.refused'), callId, code, at: time }),
  {
    weight: 4,
    arbitrary: fc.record({ type: type('link.connected'), leg, device: anyDevice, at: time }),
  },
  fc.record({ type: type('link.interrupted'), leg, device: anyDevice, at: time }),
  fc.record({ type: type('link.failed'), leg, device: anyDevice, at: time }),
  fc.record({ type: type('link.forged'), leg, device: anyDevice, at: time }),
  fc.record({ type: type('link.unfit'), leg, device: anyDevice, at: time }),
  {
    weight: 2,
    arbitrary: fc.record({ type: type('link.accepted'), leg, device: anyDevice, at: time }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ type: type('link.agreed'), leg, device: anyDevice, at: time }),
  },
  fc.record({ type: type('link.bye'), leg, device: anyDevice, reason: bye, at: time }),
  fc.record({
    type: type('timer'),
    leg,
    timer: fc.constantFrom('no-answer', 'connect', 'link-loss'),
    at: time,
  }),
);
