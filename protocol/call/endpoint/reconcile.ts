import { assertNever } from '../../assert-never.ts';
import type { CallId, DeviceAddress, DeviceId } from '../../signaling/ids.ts';
import type { EndReason } from '../reasons.ts';
import { noAnswerMs } from '../timing.ts';
import { attach } from './attach.ts';
import { acceptAgain } from './connecting.ts';
import { type Effect, type Step, step } from './effects.ts';
import type { EventOf, ListedCall, PlainEvent } from './events.ts';
import type { EndpointState, Live, Outgoing } from './state.ts';

type Dispatch = (state: EndpointState, event: PlainEvent) => Step;

/**
 * Takes in the whole truth after a (re)connect, by saying it as the events that were missed: a call
 * that is not listed has ended, a listed one has come as far as the list says, and one that this
 * device knows nothing of (it was started anew in between) rings, or is given up.
 */
export function reconcile(
  state: EndpointState,
  snapshot: EventOf<'server.registered'>,
  dispatch: Dispatch,
): Step {
  const own = isLive(state) ? snapshot.calls.find((one) => one.callId === state.callId) : undefined;
  const first = isLive(state) ? ownTruth(state, own, snapshot, dispatch) : step(state);
  const others = snapshot.calls.filter((call) => call !== own);
  const told = others.reduce((so, call) => {
    const next = other(so.state, call, snapshot.at, dispatch);
    return step(next.state, ...so.effects, ...next.effects);
  }, first);
  return busyOver(told, snapshot, dispatch);
}

/** Calls that this device was busy to, and that rang out or were taken while it was away. */
function busyOver(so: Step, snapshot: EventOf<'server.registered'>, dispatch: Dispatch): Step {
  const { calls, at } = snapshot;
  return so.state.memory.busyTo
    .filter(({ callId }) => !calls.some((call) => call.callId === callId))
    .reduce((before, { callId }) => {
      const reason = reasonOf(callId, snapshot);
      const next = dispatch(before.state, { type: 'server.ended', callId, reason, at });
      return step(next.state, ...before.effects, ...next.effects);
    }, so);
}

/** Why a call to this device is over. What a server that was restarted knows nothing of is missed. */
function reasonOf(callId: CallId, { handled }: EventOf<'server.registered'>): EndReason {
  return handled.includes(callId) ? 'answered-elsewhere' : 'no-answer';
}

function isLive(state: EndpointState): state is Live {
  return state.phase !== 'idle' && state.phase !== 'ended';
}

function ownTruth(
  state: Live,
  listed: ListedCall | undefined,
  snapshot: EventOf<'server.registered'>,
  dispatch: Dispatch,
): Step {
  if (listed === undefined) return unlisted(state, snapshot, dispatch);
  switch (listed.state) {
    case 'accepted':
      return agreed(state, listed.peer.device, snapshot.at, dispatch);
    case 'outgoing':
      return stillRinging(state, listed, snapshot.at, dispatch);
    case 'incoming':
      return step(state, ...saidAgain(state));
    default:
      return assertNever(listed);
  }
}

/** What this device said may not have arrived: that it rings, or that it was accepted. */
function saidAgain(state: Live): readonly Effect[] {
  if (state.phase === 'connecting' || state.phase === 'active') return acceptAgain(state);
  if (state.phase !== 'incoming') return [];
  return [{ type: 'request', name: 'call.ringing', payload: { callId: state.callId } }];
}

/**
 * The server knows nothing of it any more. An invite that it has not answered may yet arrive, and a
 * call that two devices hold runs on: they bring it back.
 */
function unlisted(state: Live, snapshot: EventOf<'server.registered'>, dispatch: Dispatch): Step {
  const { callId } = state;
  const { at } = snapshot;
  if (state.phase === 'outgoing' && state.invite === 'sent') return step(state);
  if (state.phase === 'active') return step(state, attach(state));
  const timeUp = state.phase === 'outgoing' && at - state.since >= noAnswerMs;
  const ofCaller = timeUp ? 'no-answer' : 'gone';
  const reason = state.phase === 'incoming' ? reasonOf(callId, snapshot) : ofCaller;
  return dispatch(state, { type: 'server.ended', callId, reason, at });
}

function agreed(state: Live, device: DeviceId, at: number, dispatch: Dispatch): Step {
  const { callId } = state;
  if (state.phase === 'incoming') return step(state);
  const heard = state.phase !== 'outgoing' && state.answer.state !== 'heard';
  return heard
    ? dispatch(state, { type: 'accept.acknowledged', callId, at })
    : dispatch(state, { type: 'server.accepted', callId, device, at });
}

function stillRinging(
  state: Live,
  { ringing: devices, asked }: Extract<ListedCall, { state: 'outgoing' }>,
  at: number,
  dispatch: Dispatch,
): Step {
  if (state.phase !== 'outgoing') return step(state);
  const { callId, ringing } = state;
  const news = devices.filter((device) => !ringing.some((one) => one.device === device));
  const truth: readonly PlainEvent[] = [
    { type: 'invite.acknowledged', callId, result: { outcome: 'calling' }, at },
    ...news.map((device): PlainEvent => ({ type: 'server.ringing', callId, device, asked, at })),
  ];
  return truth.reduce((so, event) => {
    const next = dispatch(so.state, event);
    return step(next.state, ...so.effects, ...next.effects);
  }, step(state));
}

/** A listed call that is not the one that runs here. */
function other(state: EndpointState, call: ListedCall, at: number, dispatch: Dispatch): Step {
  const { callId } = call;
  switch (call.state) {
    case 'incoming':
      return dispatch(state, { type: 'server.incoming', ring: call, at });
    case 'outgoing':
      return step(state, { type: 'request', name: 'call.cancel', payload: { callId } });
    case 'accepted':
      return joinedMeanwhile(state, call.peer)
        ? dispatch(state, {
            type: 'invite.acknowledged',
            callId: state.callId,
            result: { outcome: 'accepted', callId, peer: call.peer.device },
            at,
          })
        : dispatch(state, { type: 'server.accepted', callId, device: call.peer.device, at });
    default:
      return assertNever(call);
  }
}

/** The own invite has no answer because it became the call that the other person made. */
function joinedMeanwhile(state: EndpointState, peer: DeviceAddress): state is Outgoing {
  return state.phase === 'outgoing' && state.invite === 'sent' && state.person.id === peer.account;
}
