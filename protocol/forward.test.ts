import { describe, expect, it } from 'vitest';
import { aContact, anAccount, aRegistration } from '../testing/people.ts';
import { controlMessage } from './control/index.ts';
import {
  type EventName,
  type EventPayload,
  endpoints,
  events,
  parse,
  type RequestInput,
  type RequestName,
  requests,
} from './signaling/index.ts';

const callId = '0a54dd8c-5b9a-4f64-9a66-0d6a0c1f5e55';
const device = '00000000-0000-4000-8000-0000000000aa';
const caller = { id: 'eve', displayName: 'Eve', isContact: false };
const signal = { kind: 'restart', seq: 1 } as const;

const samples: { readonly [N in EventName]: EventPayload<N> } = {
  registered: aRegistration({
    contacts: [aContact('budi'), aContact('tono')],
    missed: [{ callId, from: caller, media: 'video', at: 1 }],
    calls: [
      {
        state: 'accepted',
        callId,
        peer: { account: 'budi', device },
        media: 'video',
        acceptedAt: 1,
      },
    ],
  }),
  'account.changed': { account: anAccount() },
  'contact.changed': { contact: aContact('budi') },
  'contact.removed': { id: 'budi' },
  'presence.changed': { id: 'budi', presence: 'online' },
  'call.incoming': { callId, from: caller, fromDevice: device, media: 'video', invitedAt: 1 },
  'call.ringing': { callId, device, asked: 1 },
  'call.accepted': { callId, device, media: 'video' },
  'call.ended': { callId, reason: 'declined', text: 'Later' },
  'call.attaching': {
    callId,
    from: { account: 'budi', device },
    side: 'callee',
    proof: { key: 'A'.repeat(43), signature: 'A'.repeat(86) },
  },
  'call.attached': { callId },
  'call.signal': { callId, from: { account: 'budi', device }, signal },
  'missed.added': { callId, from: caller, media: 'video', at: 1 },
  'session.ended': { reason: 'revoked' },
};

/** Changes every object in a payload, the innermost first. */
function inEveryObject(value: unknown, change: (value: object) => object): unknown {
  if (Array.isArray(value)) return value.map((one) => inEveryObject(one, change));
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.entries(value).map(([key, one]) => [key, inEveryObject(one, change)]);
  return change(Object.fromEntries(inner));
}

/** Adds an item of the future to every list. */
function inEveryList(value: unknown): unknown {
  if (Array.isArray(value)) return [...value.map(inEveryList), { kind: 'of-the-future' }];
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inEveryList(one)]));
}

/** Fields whose words are out of a closed list. What tells one kind from another is not among them. */
const wordFields = new Set(['presence', 'whoMayCall', 'media', 'reason', 'platform']);

function withNewWords(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, wordFields.has(key) ? 'of-the-future' : one]),
  );
}

const mayRefuse = [
  // A contact in an unknown relation is left out, or stays as it was.
  /^words at .*contact.*\.relation$/,
  // An unknown signal is ignored as a whole; the devices of a call agree on another way.
  /^(?:words|list) at (?:call\.signal|control)\..*\.(?:type|candidates)$/,
  // A call has two sides.
  /^words at call\.attaching\.side$/,
  // An export that leaves something out would not be one.
  /^list at exportAccount\./,
];

/** Where a schema holds a list of words that refuses others, or a list of things that does. */
function closedParts(schema: unknown, path: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const found: string[] = [];
  const { type } = schema as { type?: string };
  if (type === 'picklist') found.push(`words at ${path}`);
  const { item } = schema as { item?: { type?: string } };
  if (type === 'array' && (item?.type === 'object' || item?.type === 'variant')) {
    found.push(`list at ${path}`);
  }
  const inside: [string, unknown][] = [
    ...Object.entries((schema as { entries?: object }).entries ?? {}),
    ...((schema as { options?: unknown[] }).options ?? []).map(
      (option, index): [string, unknown] => [`option ${index}`, option],
    ),
    ['item', item],
    ['wrapped', (schema as { wrapped?: unknown }).wrapped],
    ['value', (schema as { value?: unknown }).value],
    ['items', (schema as { understands?: unknown }).understands],
    ...((schema as { pipe?: unknown[] }).pipe ?? [])
      .filter((part) => part !== schema)
      .slice(1)
      .map((part): [string, unknown] => ['pipe', part]),
  ];
  return [...found, ...inside.flatMap(([name, part]) => closedParts(part, `${path}.${name}`))];
}

describe('what a newer server says', () => {
  const eventNames = Object.keys(events) as EventName[];

  it.each(eventNames)('%s is understood with fields that are not known', (name) => {
    const added = inEveryObject(samples[name], (value) => ({ ...value, fromTheFuture: [1] }));
    expect(parse(events[name], added)).toEqual(parse(events[name], samples[name]));
    expect(parse(events[name], samples[name]).ok).toBe(true);
  });

  it.each(eventNames)('%s is understood with words that are not known', (name) => {
    const said = inEveryObject(samples[name], withNewWords);
    const parsed = parse(events[name], said);
    expect(parsed.ok).toBe(true);
    expect(JSON.stringify(parsed)).not.toContain('of-the-future');
  });

  it('registered keeps what is understood of lists with more in them', () => {
    expect(parse(events.registered, inEveryList(samples.registered))).toMatchObject({
      ok: true,
      value: {
        contacts: [{ id: 'budi' }, { id: 'tono' }],
        calls: [{ callId }],
        missed: [{ callId }],
      },
    });
  });

  it('has no list of words or things that would refuse the whole', () => {
    const said = {
      ...events,
      ...Object.fromEntries(Object.entries(requests).map(([name, { result }]) => [name, result])),
      ...Object.fromEntries(Object.entries(endpoints).map(([name, { result }]) => [name, result])),
      control: controlMessage,
    };
    const closed = Object.entries(said).flatMap(([name, schema]) => closedParts(schema, name));
    expect(closed).toContain('words at contact.changed.contact.relation');
    expect(closed.filter((place) => !mayRefuse.some((allowed) => allowed.test(place)))).toEqual([]);
  });
});

const ofCall = { callId };
const ofAccount = { id: 'budi' };

const asked: { readonly [N in RequestName]: RequestInput<N> } = {
  'contact.request': ofAccount,
  'contact.accept': ofAccount,
  'contact.decline': ofAccount,
  'contact.remove': ofAccount,
  'contact.block': ofAccount,
  'contact.unblock': ofAccount,
  'contact.update': { id: 'budi', favourite: true },
  'presence.set': { presence: 'dnd' },
  'call.invite': { callId, to: 'budi', media: 'video' },
  'call.ringing': ofCall,
  'call.accept': { callId, media: 'video' },
  'call.decline': ofCall,
  'call.busy': ofCall,
  'call.cancel': ofCall,
  'call.bye': ofCall,
  'call.attach': {
    callId,
    peer: { account: 'budi', device },
    side: 'caller',
    media: 'video',
    proof: { key: 'A'.repeat(43), signature: 'A'.repeat(86) },
  },
  'call.signal': { callId, toDevice: device, signal },
  'missed.taken': { callIds: [callId] },
  'ice.refresh': {},
};

describe('what a newer device asks', () => {
  it.each(Object.keys(asked) as RequestName[])(
    '%s is taken with fields that are not known, and without them',
    (name) => {
      const { payload } = requests[name];
      const added = inEveryObject(asked[name], (value) => ({ ...value, fromTheFuture: [1] }));
      const parsed = parse(payload, added);
      expect(parsed.ok).toBe(true);
      expect(parsed).toEqual(parse(payload, asked[name]));
    },
  );

  it('ends a call also for a reason that is not known', () => {
    expect(parse(requests['call.bye'].payload, { callId, reason: 'transferred', by: 1 })).toEqual({
      ok: true,
      value: { callId, reason: 'hung-up' },
    });
    expect(parse(requests['call.decline'].payload, { callId, reason: 'asleep' })).toEqual({
      ok: true,
      value: { callId, reason: 'declined' },
    });
  });

  it('is refused where it wants what is not known', () => {
    expect(parse(requests['presence.set'].payload, { presence: 'asleep' }).ok).toBe(false);
    expect(parse(requests['call.invite'].payload, { callId, to: 'budi', media: 'smell' }).ok).toBe(
      false,
    );
  });
});
