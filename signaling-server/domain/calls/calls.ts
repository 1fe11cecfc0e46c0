import {
  type CallFacts,
  deviceGoneMs,
  isHandled,
  isOfAccount,
  type RoutingEvent,
  receiversOf,
  viewOf,
} from '@tatap/protocol/call';
import {
  type AccountId,
  type AckCode,
  assertNever,
  type CallId,
  type DeviceAddress,
  type LiveCall,
  type RequestAck,
  type RequestPayload,
} from '@tatap/protocol/signaling';
import { ok, refuse } from '../refusals.ts';
import type { Arrival } from '../registrar-types.ts';
import { CallAttachments } from './attachments.ts';
import { CallState, changed } from './call-state.ts';
import { CallInvites } from './invites.ts';
import { CallOutbox, incomingOf } from './outbox.ts';
import { advance, alsoTelling, isLive, type StoredCall } from './stored-call.ts';
import type { CallDependencies } from './types.ts';

/** The largest number of recent calls that a snapshot lists as handled. */
const handledLimit = 200;

/** The calls of a device, as `registered` contains them. */
export interface CallsOfDevice {
  readonly calls: LiveCall[];
  /** The latest calls to the account that were not missed. */
  readonly handled: CallId[];
}

/** Routes calls: which devices ring, who may signal to whom, and which events each device gets. */
export class Calls {
  readonly #dependencies: CallDependencies;
  readonly #state: CallState;
  readonly #outbox: CallOutbox;
  readonly #invites: CallInvites;
  readonly #attachments: CallAttachments;

  constructor(dependencies: CallDependencies) {
    this.#dependencies = dependencies;
    const { table, registrar, report } = dependencies;
    this.#outbox = new CallOutbox(dependencies, table);
    this.#state = new CallState(table, this.#outbox, (error) =>
      report(error, 'the deadline of a call'),
    );
    this.#invites = new CallInvites(dependencies, this.#state);
    this.#attachments = new CallAttachments(dependencies, this.#state);
    registrar.onEvent(({ type, device }) => {
      if (type !== 'gone') return;
      this.#gone(device).catch((error) =>
        report(error, 'the end of the calls of a device that is gone'),
      );
    });
  }

  /** How many calls ring or run. */
  live(): Promise<number> {
    return this.#state.live();
  }

  /** Restores the calls that ran when the server stopped. Their devices have to reconnect. */
  async restore(): Promise<void> {
    const { clock, registrar, storage } = this.#dependencies;
    for (const { callId, caller, callee, ...accept } of await storage.acceptedCalls.list()) {
      const { media, acceptedAt } = accept;
      const call: CallFacts = {
        callId,
        caller: caller.account,
        callerDevice: caller.device,
        callee: callee.account,
        media,
        invitedAt: acceptedAt,
        relationship: 'contact',
      };
      const agoMs = Math.max(0, clock.wall() - acceptedAt);
      await this.#state.update({ ids: [callId] }, (found) => {
        if (found.find(callId) !== null) return { result: undefined, calls: [] };
        const stored: StoredCall = {
          state: { phase: 'accepted', call, calleeDevice: callee.device, media, acceptedAt },
          caller: { id: caller.account, displayName: caller.account, isContact: true },
          calleeName: null,
          ids: [callId],
          proof: null,
          // Only the time of day tells how long ago the call was accepted. An invite that crossed the
          // accept is sent again once its device is back, so the time of the outage does not count.
          agreedAt: found.now - (agoMs < deviceGoneMs ? 0 : agoMs),
          dueAt: null,
          outbox: [],
          nextSeq: 0,
        };
        return { result: undefined, calls: [{ call: stored, isForgotten: false, refusal: null }] };
      });
      await registrar.expect(caller);
      await registrar.expect(callee);
    }
  }

  /** Starts a call, or joins the call that the callee is making to this account. */
  invite(
    from: DeviceAddress,
    asked: RequestPayload<'call.invite'>,
  ): Promise<RequestAck<'call.invite'>> {
    return this.#invites.invite(from, asked);
  }

  /** A device claims a call that the server has ended. */
  attach(
    from: DeviceAddress,
    asked: RequestPayload<'call.attach'>,
  ): Promise<RequestAck<'call.attach'>> {
    return this.#attachments.attach(from, asked);
  }

  /**
   * Applies a request of a device to a call. An unknown call counts as over. Requests for a call of
   * other people are refused.
   */
  async ask(
    from: DeviceAddress,
    callId: CallId,
    event: RoutingEvent,
  ): Promise<RequestAck<'call.bye'>> {
    const refusal = await this.#state.update<AckCode | null>({ ids: [callId] }, (found) => {
      const call = found.find(callId);
      if (call === null) return { result: 'call-over', calls: [] };
      if (!isOfAccount(call.state.call, from.account)) return { result: 'not-in-call', calls: [] };
      const advanced = advance(call, event, found.now);
      const { state } = advanced.call;
      const isEnd = call.state.phase !== 'ended' && state.phase === 'ended';
      // A device whose invite joined another call may know this call only by the ID of its invite.
      const isOfAlias = isEnd && state.call.callId !== callId;
      const calls = isOfAlias
        ? [alsoTelling(advanced, from, state.reason)]
        : changed(call, advanced);
      return { result: advanced.refusal, calls };
    });
    return refusal === null ? ok() : refuse(refusal);
  }

  /** Time of day in milliseconds since the epoch, for events that carry a timestamp. */
  wall(): number {
    return this.#dependencies.clock.wall();
  }

  /** The hot path: relays an offer, an answer or candidates. It changes no state. */
  async signal(
    from: DeviceAddress,
    { callId, toDevice, signal }: RequestPayload<'call.signal'>,
  ): Promise<RequestAck<'call.signal'>> {
    const call = await this.#state.find(callId);
    if (call === null) return refuse('call-over');
    if (!isOfAccount(call.state.call, from.account)) return refuse('not-in-call');
    const receivers = receiversOf(call.state, from, toDevice);
    if (receivers === 'drop-silently') return ok();
    if (typeof receivers === 'string') return refuse(receivers);
    const { devices, observer } = this.#dependencies;
    for (const device of receivers) devices.send(device, 'call.signal', { callId, from, signal });
    observer.signalled(from, signal, receivers.length);
    return ok();
  }

  /**
   * Called before a device gets its calls. Calls that ring for its account ring on the device too,
   * and are in `registered`.
   */
  async joined(device: DeviceAddress, arrival: Arrival): Promise<void> {
    const { account } = device;
    for (const { ids, state } of await this.#state.liveOf(account)) {
      if (state.call.callee !== account) continue;
      const knows = arrival === 'resumed' && viewOf(state, device).as !== 'nothing';
      if (knows) continue;
      await this.#state.happen(ids[0], { type: 'joined', device: device.device, isShown: true });
    }
  }

  async ofDevice(device: DeviceAddress): Promise<CallsOfDevice> {
    const { account } = device;
    const calls = await this.#state.of(account);
    const handled = calls
      .filter(({ state }) => state.call.callee === account && isHandled(state))
      .flatMap(({ ids }) => ids);
    return {
      calls: calls.filter(isLive).flatMap((call) => describe(call, device)),
      handled: handled.slice(-handledLimit),
    };
  }

  /** Whether a device of the account is in an accepted call. */
  async isInCall(account: AccountId): Promise<boolean> {
    return (await this.#state.of(account)).some(({ state }) => state.phase === 'accepted');
  }

  /**
   * `account` has blocked `other`. Calls of `other` stop ringing, and a running call between them
   * ends.
   */
  async blocked(account: AccountId, other: AccountId): Promise<void> {
    for (const { ids, state } of await this.#state.liveOf(account)) {
      const { call, phase } = state;
      const [callId] = ids;
      const theirs = call.caller === other && call.callee === account;
      const mine = call.caller === account && call.callee === other;
      if (theirs || (mine && phase === 'accepted')) {
        await this.#state.happen(callId, { type: 'blocked' });
      } else if (mine) {
        await this.#state.update({ ids: [callId] }, (found) => {
          const stored = found.find(callId);
          if (stored === null || !isLive(stored)) return { result: undefined, calls: [] };
          const from = { account, device: call.callerDevice };
          const cancelled = advance(stored, { type: 'cancel', from }, found.now);
          return { result: undefined, calls: [alsoTelling(cancelled, from, 'cancelled')] };
        });
      }
    }
  }

  /** The account is deleted: ends its calls and removes its data. */
  async accountDeleted(account: AccountId): Promise<void> {
    for (const { ids, state } of await this.#state.liveOf(account)) {
      if (state.phase !== 'accepted') await this.#state.happen(ids[0], { type: 'blocked' });
    }
  }

  /** Stops the timers. */
  close(): void {
    this.#state.close();
  }

  /** Resolves when the outbox is empty. */
  idle(): Promise<void> {
    return this.#outbox.idle();
  }

  async #gone(device: DeviceAddress): Promise<void> {
    for (const { ids } of await this.#state.of(device.account)) {
      await this.#state.happen(ids[0], { type: 'gone', from: device });
    }
  }
}

function describe(stored: StoredCall, device: DeviceAddress): LiveCall[] {
  const { state } = stored;
  const { callId, callee, media, invitedAt } = state.call;
  const view = viewOf(state, device);
  switch (view.as) {
    case 'nothing':
      return [];
    case 'incoming':
      return [{ state: 'incoming', ...incomingOf(stored) }];
    case 'outgoing': {
      const ringing = [...view.ringing];
      const { asked } = view;
      return [{ state: 'outgoing', callId, to: callee, media, invitedAt, ringing, asked }];
    }
    case 'accepted': {
      const acceptedAt = state.phase === 'accepted' ? state.acceptedAt : invitedAt;
      return [{ state: 'accepted', callId, peer: view.peer, media, acceptedAt }];
    }
    default:
      return assertNever(view);
  }
}
