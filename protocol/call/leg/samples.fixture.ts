import type { LegEvent } from './events.ts';
import type { LegState, Person, Ring } from './state.ts';

export const budi: Person = { id: 'budi', name: 'Budi', isContact: true };
export const sari: Person = { id: 'sari', name: 'Sari', isContact: false };
export const callIds = ['call-1', 'call-2', 'call-3', 'call-4'] as const;
export const devices = ['device-1', 'device-2', 'device-3'] as const;

const at = 1_000_000;
const facts = {
  leg: 1,
  callId: callIds[0],
  person: budi,
  media: 'video',
  since: at,
} as const;
const device = devices[0];

/** One of each phase. */
export const states: Record<LegState['phase'], LegState> = {
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
  incoming: { phase: 'incoming', ...facts, device, link: 'connected' },
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
    hold: { own: 'held', peer: 'running' },
  },
  ended: {
    phase: 'ended',
    ...facts,
    direction: 'outgoing',
    reason: 'hung-up',
    by: 'self',
    text: null,
    durationMs: 10,
    refusal: null,
  },
};

const ring: Ring = { callId: callIds[0], person: budi, device, media: 'video' };

const of = { callId: callIds[0], at } as const;
const link = { leg: 1, device, at } as const;

/** One of each event, fitting the call of `states`. */
export const samples: readonly LegEvent[] = [
  { type: 'accept', media: 'video', ...of },
  { type: 'decline', text: 'later', ...of },
  { type: 'hold', state: 'held', ...of },
  { type: 'hang-up', ...of },
  { type: 'sign-out', at },
  { type: 'server.incoming', ring, at },
  { type: 'server.ringing', device, asked: 1, ...of },
  { type: 'server.accepted', device, ...of },
  { type: 'server.ended', reason: 'hung-up', ...of },
  { type: 'invite.acknowledged', result: { outcome: 'calling' }, ...of },
  { type: 'invite.refused', code: 'contacts-only', ...of },
  { type: 'ringing.refused', code: 'call-over', ...of },
  { type: 'accept.acknowledged', ...of },
  { type: 'accept.refused', code: 'answered-elsewhere', ...of },
  { type: 'server.attaching', device, ...of },
  { type: 'server.attached', ...of },
  { type: 'attach.acknowledged', outcome: 'running', ...of },
  { type: 'attach.refused', code: 'call-over', ...of },
  { type: 'link.connected', ...link },
  { type: 'link.interrupted', ...link },
  { type: 'link.failed', ...link },
  { type: 'link.forged', ...link },
  { type: 'link.unfit', ...link },
  { type: 'link.accepted', ...link },
  { type: 'link.agreed', ...link },
  { type: 'link.hold', state: 'held', ...link },
  { type: 'link.reopened', ...link },
  { type: 'link.bye', reason: 'hung-up', ...link },
  { type: 'timer', timer: 'no-answer', leg: 1, at },
];
