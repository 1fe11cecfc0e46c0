import fc from 'fast-check';
import type { LegEvent, LegState, ListedCall, Person, Ring } from './leg.ts';

const budi: Person = { id: 'budi', name: 'Budi', isContact: true };
const sari: Person = { id: 'sari', name: 'Sari', isContact: false };
const callIds = ['call-1', 'call-2', 'call-3', 'call-4'] as const;
const devices = ['device-1', 'device-2', 'device-3'] as const;

const at = 1_000_000;
const facts = {
  callId: callIds[0],
  person: budi,
  media: 'video',
  since: at,
  memory: { endedCalls: [], joined: [], busyTo: [] },
} as const;
const device = devices[0];

/** One of each phase. */
export const states: Record<LegState['phase'], LegState> = {
  idle: { phase: 'idle', memory: { endedCalls: [], joined: [], busyTo: [] }, pressed: null },
  outgoing: {
    phase: 'outgoing',
    ...facts,
    invite: 'acknowledged',
    ringing: [
      { device, link: 'connected', hold: 'running' },
      { device: devices[1], link: 'connecting', hold: 'running' },
    ],
    asked: 2,
    answering: null,
    crossing: null,
  },
  incoming: { phase: 'incoming', ...facts, device, link: 'connected', pressed: null },
  connecting: {
    phase: 'connecting',
    ...facts,
    direction: 'incoming',
    side: 'callee',
    device,
    answer: { state: 'sent', media: 'video' },
    link: 'connected',
    hold: { own: 'running', peer: 'running' },
  },
  active: {
    phase: 'active',
    ...facts,
    direction: 'outgoing',
    side: 'caller',
    device,
    answer: { state: 'confirmed' },
    startedAt: at,
    health: { state: 'connected' },
  },
  held: {
    phase: 'held',
    ...facts,
    direction: 'outgoing',
    side: 'caller',
    device,
    answer: { state: 'confirmed' },
    startedAt: at,
    health: { state: 'connected' },
    by: 'self',
  },
  ended: {
    phase: 'ended',
    ...facts,
    memory: { endedCalls: [callIds[0]], joined: [callIds[0]], busyTo: [] },
    direction: 'outgoing',
    reason: 'hung-up',
    by: 'self',
    text: null,
    durationMs: 10,
    refusal: null,
    pressed: null,
  },
};

const ring: Ring = { callId: callIds[0], person: budi, device, media: 'video' };

/** One of each event, fitting the call of `states`. */
export const samples: readonly LegEvent[] = [
  { type: 'start', callId: callIds[1], person: sari, media: 'audio', at },
  { type: 'accept', media: 'video', at },
  { type: 'pressed', media: 'audio', at },
  { type: 'released', at },
  { type: 'decline', text: 'later', at },
  { type: 'hold', state: 'held', at },
  { type: 'hang-up', at },
  { type: 'dismiss', at },
  { type: 'sign-out', at },
  { type: 'server.incoming', ring, at },
  { type: 'server.ringing', callId: callIds[0], device, asked: 1, at },
  { type: 'server.accepted', callId: callIds[0], device, at },
  { type: 'server.ended', callId: callIds[0], reason: 'hung-up', at },
  { type: 'server.registered', calls: [], handled: [], at },
  { type: 'invite.acknowledged', callId: callIds[0], result: { outcome: 'calling' }, at },
  { type: 'invite.refused', callId: callIds[0], code: 'contacts-only', at },
  { type: 'ringing.refused', callId: callIds[0], code: 'call-over', at },
  { type: 'accept.acknowledged', callId: callIds[0], at },
  { type: 'accept.refused', callId: callIds[0], code: 'answered-elsewhere', at },
  { type: 'server.attaching', callId: callIds[0], device, at },
  { type: 'server.attached', callId: callIds[0], at },
  { type: 'attach.acknowledged', callId: callIds[0], outcome: 'running', at },
  { type: 'attach.refused', callId: callIds[0], code: 'call-over', at },
  { type: 'link.connected', device, at },
  { type: 'link.interrupted', device, at },
  { type: 'link.failed', device, at },
  { type: 'link.forged', device, at },
  { type: 'link.unfit', device, at },
  { type: 'link.accepted', device, at },
  { type: 'link.agreed', device, at },
  { type: 'link.hold', device, state: 'held', at },
  { type: 'link.reopened', device, at },
  { type: 'link.bye', device, reason: 'hung-up', at },
  { type: 'timer', timer: 'no-answer', at },
];

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
const type = <T extends LegEvent['type']>(name: T) => fc.constant(name);
const time = fc.integer({ min: at, max: at + 100_000 });

/** Any event, about few calls and devices, so that they meet. */
export const anyEvent: fc.Arbitrary<LegEvent> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ type: type('start'), callId, person, media, at: time }) },
  { weight: 3, arbitrary: fc.record({ type: type('accept'), media, at: time }) },
  { weight: 3, arbitrary: fc.record({ type: type('pressed'), media, at: time }) },
  fc.record({ type: type('released'), at: time }),
  fc.record({ type: type('decline'), at: time }),
  fc.record({ type: type('hang-up'), at: time }),
  { weight: 2, arbitrary: fc.record({ type: type('hold'), state: hold, at: time }) },
  fc.record({ type: type('link.hold'), device: anyDevice, state: hold, at: time }),
  fc.record({ type: type('link.reopened'), device: anyDevice, at: time }),
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
    arbitrary: fc.record({ type: type('link.connected'), device: anyDevice, at: time }),
  },
  fc.record({ type: type('link.interrupted'), device: anyDevice, at: time }),
  fc.record({ type: type('link.failed'), device: anyDevice, at: time }),
  fc.record({ type: type('link.forged'), device: anyDevice, at: time }),
  fc.record({ type: type('link.unfit'), device: anyDevice, at: time }),
  { weight: 2, arbitrary: fc.record({ type: type('link.accepted'), device: anyDevice, at: time }) },
  { weight: 2, arbitrary: fc.record({ type: type('link.agreed'), device: anyDevice, at: time }) },
  fc.record({ type: type('link.bye'), device: anyDevice, reason: bye, at: time }),
  fc.record({
    type: type('timer'),
    timer: fc.constantFrom('no-answer', 'connect', 'link-loss'),
    at: time,
  }),
);
