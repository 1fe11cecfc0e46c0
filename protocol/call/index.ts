export { manage } from './calls/calls.ts';
export {
  type Call,
  type CallsEffect,
  type CallsEvent,
  callInFront,
  type DeviceCalls,
  type EventInput,
  isAside,
  isLive,
  legsOf,
  noCalls,
} from './calls/state.ts';
export type * from './leg/effects.ts';
export type * from './leg/events.ts';
export { holdOf } from './leg/hold.ts';
export type * from './leg/state.ts';
export * from './reasons.ts';
export * from './roster/roster.ts';
export * from './routing/attach.ts';
export * from './routing/machine.ts';
export * from './routing/types.ts';
export * from './routing/views.ts';
export * from './timing.ts';
