import { attach, attachableOf, type CallFacts, type EndedCall } from '@tatap/protocol/call';
import {
  assertNever,
  type DeviceAddress,
  type RequestAck,
  type RequestPayload,
  sameDevice,
} from '@tatap/protocol/signaling';
import { ok, refuse } from '../refusals.ts';
import { isClaimedBy } from './attach-proof.ts';
import { type CallState, type Change, changed, type FoundCalls } from './call-state.ts';
import { type Advanced, advance, begun, isLive, reopened, type StoredCall } from './stored-call.ts';
import type { CallDependencies } from './types.ts';

type Asked = RequestPayload<'call.attach'>;
type AttachAck = RequestAck<'call.attach'>;

/** `over`: the end reason of the call, which the device has not received. */
interface Outcome {
  readonly ack: AttachAck;
  readonly over: EndedCall | null;
}

/**
 * Restores calls that the server ended while their two devices continued them: the server did not
 * see one of the devices for too long, or lost its data. A call is restored only if both devices
 * claim it.
 */
export class CallAttachments {
  readonly #dependencies: CallDependencies;
  readonly #state: CallState;

  constructor(dependencies: CallDependencies, state: CallState) {
    this.#dependencies = dependencies;
    this.#state = state;
  }

  async attach(from: DeviceAddress, asked: Asked): Promise<AttachAck> {
    const { devices, registrar, storage } = this.#dependencies;
    const { callId, peer } = asked;
    if (peer.account === from.account) return refuse('own-account');
    const [sessions, theirs, mine] = await Promise.all([
      storage.sessions.list(from.account),
      storage.contacts.find(peer.account, from.account),
      storage.contacts.find(from.account, peer.account),
    ]);
    const key = sessions.find(({ device }) => device.id === from.device)?.device.key;
    if (!isClaimedBy(from, key, asked, asked.proof)) return refuse('forbidden');
    if (!(await registrar.knows(from))) return refuse('unauthenticated');
    // The blocked person must not notice it: the attach looks like one that the other device never
    // answers.
    const isBlocked = [theirs, mine].some((one) => one?.blocked === true);
    if (isBlocked) return ok({ outcome: 'waiting' });
    const scope = { ids: [callId], accounts: [from.account, peer.account] };
    const { ack, over } = await this.#state.update(scope, (found) =>
      this.#decide(from, asked, found),
    );
    if (over !== null) {
      devices.send(from, 'call.ended', { callId: over.call.callId, reason: over.reason });
    }
    return ack;
  }

  #decide(from: DeviceAddress, asked: Asked, found: FoundCalls): Change<Outcome> {
    const stored = found.find(asked.callId);
    if (stored === null) return this.#begin(from, asked, null, found);
    const { state } = stored;
    const claimed = asked.side === 'caller' ? state.call.caller : state.call.callee;
    if (claimed !== from.account) return answer(refuse('not-in-call'));
    const isWithPeer = [state.call.caller, state.call.callee].includes(asked.peer.account);
    const attachable = attachableOf(state);
    switch (attachable) {
      case 'known':
        return isWithPeer ? this.#join(stored, from, asked, found) : answer(refuse('not-in-call'));
      case 'given-up':
        return isWithPeer ? this.#begin(from, asked, stored, found) : answer(refuse('not-in-call'));
      case 'call-over':
        return answer(refuse(attachable), [], state.phase === 'ended' ? state : null);
      case 'not-in-call':
      case 'answered-elsewhere':
        return answer(refuse(attachable));
      default:
        return assertNever(attachable);
    }
  }

  #join(
    stored: StoredCall,
    from: DeviceAddress,
    { peer, proof }: Asked,
    found: FoundCalls,
  ): Change<Outcome> {
    const { state } = stored;
    const isFirst = state.phase === 'attaching' && sameDevice(state.by, from);
    // Two cooperating devices could restore any number of calls, so the caller's limit for invites
    // applies.
    if (state.phase === 'attaching' && !isFirst && this.#isFull(state.call, found)) {
      return answer(refuse('limit-reached'));
    }
    const at = this.#dependencies.clock.wall();
    const said = isFirst ? { ...stored, proof } : stored;
    const advanced = advance(said, { type: 'attach', from, peer: peer.device, at }, found.now);
    if (advanced.refusal !== null) return answer(refuse(advanced.refusal));
    const outcome = advanced.call.state.phase === 'accepted' ? 'running' : 'waiting';
    return answer(ok({ outcome }), changed(stored, advanced));
  }

  #isFull({ caller }: CallFacts, found: FoundCalls): boolean {
    const started = found
      .of(caller)
      .filter((one) => isLive(one) && one.state.call.caller === caller);
    return started.length >= this.#dependencies.openCallsPerAccount;
  }

  #begin(
    from: DeviceAddress,
    { callId, peer, side, media, proof }: Asked,
    before: StoredCall | null,
    found: FoundCalls,
  ): Change<Outcome> {
    const [caller, callee] = side === 'caller' ? [from, peer] : [peer, from];
    const call: CallFacts = {
      callId,
      caller: caller.account,
      callerDevice: caller.device,
      callee: callee.account,
      media,
      invitedAt: this.#dependencies.clock.wall(),
      relationship: 'contact',
    };
    const ended = before?.state.phase === 'ended' ? before.state : null;
    const step = attach(call, callee.device, from, ended);
    const callerSeen = { id: call.caller, displayName: call.caller, isContact: true };
    const { now } = found;
    return answer(ok({ outcome: 'waiting' }), [
      // A device has at most one waiting attach.
      ...found
        .of(from.account)
        .filter(({ state }) => state.phase === 'attaching' && sameDevice(state.by, from))
        .map((one) => advance(one, { type: 'gone', from }, now)),
      before === null
        ? begun({ caller: callerSeen, calleeName: null, proof }, step, now)
        : reopened({ ...before, proof }, step, now),
    ]);
  }
}

function answer(
  ack: AttachAck,
  calls: readonly Advanced[] = [],
  over: EndedCall | null = null,
): Change<Outcome> {
  return { result: { ack, over }, calls };
}
