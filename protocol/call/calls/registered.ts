import type { DeviceAddress } from '../../signaling/ids.ts';
import type { Step } from '../leg/effects.ts';
import type { ListedCall } from '../leg/events.ts';
import { reasonOf, reconcile } from '../leg/reconcile.ts';
import type { Live, Outgoing } from '../leg/state.ts';
import {
  type CallsEvent,
  type CallsStep,
  type DeviceCalls,
  each,
  isLive,
  legsOf,
  stay,
} from './state.ts';

/** What takes events and the states that legs have come to. */
interface Machine {
  manage(state: DeviceCalls, event: CallsEvent): CallsStep;
  afterLeg(state: DeviceCalls, before: Live, step: Step, at: number): CallsStep;
}

type Registered = Extract<CallsEvent, { type: 'server.registered' }>;

/**
 * Takes in the whole truth after a (re)connect: what the server says of each leg's call, then the
 * calls that this device knows nothing of (it was started anew in between), which ring or are given
 * up.
 */
export function registered(state: DeviceCalls, snapshot: Registered, machine: Machine): CallsStep {
  const live = legsOf(state).filter(isLive);
  const of = (callId: string) => snapshot.calls.find((one) => one.callId === callId);
  const known = each(stay(state), live, (so, leg) =>
    machine.afterLeg(so, leg, reconcile(leg, of(leg.callId), snapshot), snapshot.at),
  );
  const others = snapshot.calls.filter(({ callId }) => !live.some((leg) => leg.callId === callId));
  const told = each(known, others, (so, call) => other(so, call, snapshot.at, machine));
  // Calls that this device was busy to, and that rang out or were taken while it was away.
  const over = told.state.memory.busyTo.filter(({ callId }) => of(callId) === undefined);
  return each(told, over, (so, { callId }) => {
    const reason = reasonOf(callId, snapshot);
    return machine.manage(so, { type: 'server.ended', callId, reason, at: snapshot.at });
  });
}

/** A listed call that has no leg here. */
function other(state: DeviceCalls, call: ListedCall, at: number, { manage }: Machine): CallsStep {
  const { callId } = call;
  switch (call.state) {
    case 'incoming':
      return manage(state, { type: 'server.incoming', ring: call, at });
    case 'outgoing':
      return {
        state,
        effects: [{ type: 'request', name: 'call.cancel', payload: { callId }, leg: null }],
      };
    case 'accepted': {
      const own = invitedMeanwhile(state, call.peer);
      const { device: peer } = call.peer;
      return own === undefined
        ? manage(state, { type: 'server.accepted', callId, device: peer, at })
        : manage(state, {
            type: 'invite.acknowledged',
            callId: own.callId,
            result: { outcome: 'accepted', callId, peer },
            at,
          });
    }
    default:
      return call satisfies never;
  }
}

/** The own invite that has no answer because it became the call that the other person made. */
function invitedMeanwhile(state: DeviceCalls, peer: DeviceAddress): Outgoing | undefined {
  return legsOf(state).find(
    (leg): leg is Outgoing =>
      leg.phase === 'outgoing' && leg.invite === 'sent' && leg.person.id === peer.account,
  );
}
