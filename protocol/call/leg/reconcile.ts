import { assertNever } from '../../assert-never.ts';
import type { CallId, DeviceId } from '../../signaling/ids.ts';
import type { EndReason } from '../reasons.ts';
import { noAnswerMs } from '../timing.ts';
import { attach } from './attach.ts';
import { acceptAgain } from './connecting.ts';
import { type Effect, type Step, stay, step } from './effects.ts';
import type { LegEvent, ListedCall } from './events.ts';
import { transition } from './leg.ts';
import type { Live } from './state.ts';

/** What the server says of calls after a (re)connect. */
export interface Snapshot {
  readonly calls: readonly ListedCall[];
  /** Calls to this account that ended lately and were not missed: somebody took them. */
  readonly handled: readonly CallId[];
  readonly at: number;
}

/**
 * Takes in what the server knows of a leg's call after a (re)connect, as the events that were
 * missed: a call that is not listed has ended, a listed one has come as far as the list says.
 */
export function reconcile(state: Live, listed: ListedCall | undefined, snapshot: Snapshot): Step {
  if (listed === undefined) return unlisted(state, snapshot);
  switch (listed.state) {
    case 'accepted':
      return agreed(state, listed.peer.device, snapshot.at);
    case 'outgoing':
      return stillRinging(state, listed, snapshot.at);
    case 'incoming':
      return step(state, ...saidAgain(state));
    default:
      return assertNever(listed);
  }
}

/** Why a call to this device is over. What a server that was restarted knows nothing of is missed. */
export function reasonOf(callId: CallId, { handled }: Snapshot): EndReason {
  return handled.includes(callId) ? 'answered-elsewhere' : 'no-answer';
}

/** What this device said may not have arrived: that it rings, or that it was accepted. */
function saidAgain(state: Live): readonly Effect[] {
  if ('answer' in state) return acceptAgain(state);
  if (state.phase !== 'incoming') return [];
  return [{ type: 'request', name: 'call.ringing', payload: { callId: state.callId } }];
}

/**
 * The server knows nothing of it any more. An invite that it has not answered may yet arrive, and a
 * call that two devices hold runs on: they bring it back.
 */
function unlisted(state: Live, snapshot: Snapshot): Step {
  const { callId } = state;
  const { at } = snapshot;
  if (state.phase === 'outgoing' && state.invite === 'sent') return stay(state);
  if ('health' in state) return step(state, attach(state));
  const timeUp = state.phase === 'outgoing' && at - state.since >= noAnswerMs;
  const ofCaller = timeUp ? 'no-answer' : 'gone';
  const reason = state.phase === 'incoming' ? reasonOf(callId, snapshot) : ofCaller;
  return transition(state, { type: 'server.ended', callId, reason, at });
}

function agreed(state: Live, device: DeviceId, at: number): Step {
  const { callId } = state;
  if (state.phase === 'incoming') return stay(state);
  const heard = state.phase !== 'outgoing' && state.answer.state !== 'heard';
  return heard
    ? transition(state, { type: 'accept.acknowledged', callId, at })
    : transition(state, { type: 'server.accepted', callId, device, at });
}

function stillRinging(
  state: Live,
  { ringing: devices, asked }: Extract<ListedCall, { state: 'outgoing' }>,
  at: number,
): Step {
  if (state.phase !== 'outgoing') return stay(state);
  const { callId, ringing } = state;
  const news = devices.filter((device) => !ringing.some((one) => one.device === device));
  const truth: readonly LegEvent[] = [
    { type: 'invite.acknowledged', callId, result: { outcome: 'calling' }, at },
    ...news.map((device): LegEvent => ({ type: 'server.ringing', callId, device, asked, at })),
  ];
  return truth.reduce((so, event) => {
    const next = transition(so.state, event);
    return step(next.state, ...so.effects, ...next.effects);
  }, stay(state));
}
