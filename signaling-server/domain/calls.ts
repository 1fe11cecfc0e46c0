import {
  type CallFacts,
  isHandled,
  type Party,
  type RoutingEvent,
  receiversOf,
  sideOf,
  viewOf,
} from '@tatap/protocol/call';
import {
  type AccountId,
  assertNever,
  type CallId,
  type DeviceAddress,
  type LiveCall,
  type RequestAck,
  type RequestPayload,
} from '@tatap/protocol/signaling';
import { CallAttachments } from './calls-attach.ts';
import { type BookedCall, CallBook } from './calls-book.ts';
import { CallInvites } from './calls-invites.ts';
import { addressOf, CallRunner, incomingOf } from './calls-runner.ts';
import type { CallDependencies } from './calls-types.ts';
import { ok, refuse } from './refusals.ts';
import type { RegistrarEvent } from './registrar-types.ts';

/** So many calls of the last minutes are told to a device that was away. */
const handledLimit = 200;

/** Routes calls: who rings, who may speak to whom, what each device is told. */
export class Calls {
  readonly #dependencies: CallDependencies;
  readonly #book = new CallBook();
  readonly #runner: CallRunner;
  readonly #invites: CallInvites;
  readonly #attachments: CallAttachments;

  constructor(dependencies: CallDependencies) {
    this.#dependencies = dependencies;
    this.#runner = new CallRunner(dependencies, this.#book);
    this.#invites = new CallInvites(dependencies, this.#book, this.#runner);
    this.#attachments = new CallAttachments(dependencies, this.#book, this.#runner);
    dependencies.registrar.onEvent((event) => this.#onDevice(event));
  }

  /** Calls that ring or run. */
  get live(): number {
    return this.#book.live;
  }

  /** Takes up the calls that ran when the server stopped; their devices have to come back. */
  async restore(): Promise<void> {
    const { clock, registrar, storage } = this.#dependencies;
    for (const {
      callId,
      caller,
      callee,
      media,
      acceptedAt,
    } of await storage.acceptedCalls.list()) {
      const call: CallFacts = {
        callId,
        caller: caller.account,
        callerDevice: caller.device,
        callee: callee.account,
        media,
        invitedAt: acceptedAt,
        relationship: 'contact',
      };
      this.#book.add({
        state: { phase: 'accepted', call, calleeDevice: callee.device, media, acceptedAt },
        caller: { id: caller.account, displayName: caller.account, isContact: true },
        calleeName: null,
        ids: [callId],
        cancelTimer: null,
        proof: null,
        // The accept was before this process started, so only the time of day tells how long ago.
        agreedAt: clock.now() - Math.max(0, clock.wall() - acceptedAt),
      });
      registrar.expect(caller);
      registrar.expect(callee);
    }
  }

  /** Begins a call, or joins the one that the callee is making to this account. */
  invite(
    from: DeviceAddress,
    asked: RequestPayload<'call.invite'>,
  ): Promise<RequestAck<'call.invite'>> {
    return this.#invites.invite(from, asked);
  }

  /** A device says that it still holds a call that the server has given up. */
  attach(
    from: DeviceAddress,
    asked: RequestPayload<'call.attach'>,
  ): Promise<RequestAck<'call.attach'>> {
    return this.#attachments.attach(from, asked);
  }

  /**
   * A device asks for something in a call. An unknown call counts as over; in one of other people
   * nobody may do anything.
   */
  ask(
    from: DeviceAddress,
    callId: CallId,
    eventOf: (party: Party) => RoutingEvent,
  ): RequestAck<'call.bye'> {
    const booked = this.#book.find(callId);
    if (booked === undefined) return refuse('call-over');
    const side = sideOf(booked.state.call, from.account);
    if (side === null) return refuse('not-in-call');
    const before = booked.state.phase;
    const refusal = this.#runner.happen(booked, eventOf({ side, device: from.device }));
    const { state } = booked;
    if (before !== 'ended' && state.phase === 'ended' && state.call.callId !== callId) {
      // Whoever ends a call that theirs had become may know it by its own ID as well.
      const ended = { callId: state.call.callId, reason: state.reason };
      this.#dependencies.devices.send(from, 'call.ended', ended);
    }
    return refusal === null ? ok() : refuse(refusal);
  }

  /** Time of day in milliseconds since the epoch, for events that carry a timestamp. */
  wall(): number {
    return this.#dependencies.clock.wall();
  }

  /** The hot path: passes an offer, answer or candidate on, without waiting for anything. */
  signal(
    from: DeviceAddress,
    { callId, toDevice, signal }: RequestPayload<'call.signal'>,
  ): RequestAck<'call.signal'> {
    const booked = this.#book.find(callId);
    if (booked === undefined) return refuse('call-over');
    const { state } = booked;
    const side = sideOf(state.call, from.account);
    if (side === null) return refuse('not-in-call');
    const receivers = receiversOf(state, { side, device: from.device }, toDevice);
    if (receivers === 'dropSilently') return ok();
    if (typeof receivers === 'string') return refuse(receivers);
    const account = side === 'caller' ? state.call.callee : state.call.caller;
    for (const device of receivers) {
      this.#dependencies.devices.send({ account, device }, 'call.signal', {
        callId,
        from,
        signal,
      });
    }
    return ok();
  }

  /** What `registered` says about calls to this device. */
  liveCallsOf({ account, device }: DeviceAddress): LiveCall[] {
    return this.#book.liveOf(account).flatMap((booked) => {
      const side = sideOf(booked.state.call, account);
      return side === null ? [] : describe(booked, { side, device });
    });
  }

  /** What `registered` says of calls to this account that nobody missed; the latest. */
  handledFor(account: AccountId): CallId[] {
    const handled = this.#book.callsTo(account).filter(({ state }) => isHandled(state));
    // A call that was brought back is there twice.
    return [...new Set(handled.flatMap(({ ids }) => ids))].slice(-handledLimit);
  }

  /** Whether a device of the account is in an accepted call. */
  isInCall(account: AccountId): boolean {
    return this.#book.liveOf(account).some(({ state }) => state.phase === 'accepted');
  }

  /** `account` has blocked `other`: what they call goes unheard, what they talk about ends. */
  blocked(account: AccountId, other: AccountId): void {
    for (const booked of this.#book.liveOf(account)) {
      const { call, phase } = booked.state;
      const theirs = call.caller === other && call.callee === account;
      const mine = call.caller === account && call.callee === other;
      if (theirs || (mine && phase === 'accepted'))
        this.#runner.happen(booked, { type: 'blocked' });
      else if (mine) {
        const from: Party = { side: 'caller', device: call.callerDevice };
        this.#runner.happen(booked, { type: 'cancel', from });
        const { devices } = this.#dependencies;
        const ended = { callId: call.callId, reason: 'cancelled' } as const;
        devices.send(addressOf(booked, from), 'call.ended', ended);
      }
    }
  }

  /** The account is deleted: nothing may ring for it or be kept for it. */
  accountDeleted(account: AccountId): void {
    for (const booked of this.#book.liveOf(account)) {
      if (booked.state.phase !== 'accepted') this.#runner.happen(booked, { type: 'blocked' });
    }
  }

  /** Stops the timers. */
  close(): void {
    this.#book.close();
  }

  #onDevice(event: RegistrarEvent): void {
    const { account, device } = event.device;
    for (const booked of this.#book.liveOf(account)) {
      const side = sideOf(booked.state.call, account);
      if (side === null) continue;
      if (event.type === 'gone') {
        this.#runner.happen(booked, { type: 'gone', from: { side, device } });
      } else if (event.type === 'joined' && side === 'callee') {
        const shown = viewOf(booked.state, { side, device }).as !== 'nothing';
        const knows = shown && event.arrival === 'resumed';
        if (!knows) this.#runner.happen(booked, { type: 'joined', device });
      }
    }
  }
}

function describe(booked: BookedCall, party: Party): LiveCall[] {
  const { state } = booked;
  const { callId, callee, media, invitedAt } = state.call;
  const view = viewOf(state, party);
  switch (view.as) {
    case 'nothing':
      return [];
    case 'incoming':
      return [{ state: 'incoming', ...incomingOf(booked) }];
    case 'outgoing': {
      const ringing = [...view.ringing];
      const { asked } = view;
      return [{ state: 'outgoing', callId, to: callee, media, invitedAt, ringing, asked }];
    }
    case 'accepted': {
      const acceptedAt = state.phase === 'accepted' ? state.acceptedAt : invitedAt;
      const peer = addressOf(booked, view.peer);
      return [{ state: 'accepted', callId, peer, media, acceptedAt }];
    }
    default:
      return assertNever(view);
  }
}
