import { attach, attachableOf, type CallFacts, sideOf } from '@tatap/protocol/call';
import {
  type AccountId,
  assertNever,
  type DeviceAddress,
  type RequestAck,
  type RequestPayload,
} from '@tatap/protocol/signaling';
import { isClaimedBy } from './attach-proof.ts';
import type { BookedCall, CallBook } from './calls-book.ts';
import type { CallRunner } from './calls-runner.ts';
import type { CallDependencies } from './calls-types.ts';
import { ok, refuse } from './refusals.ts';

type Asked = RequestPayload<'call.attach'>;
type AttachAck = RequestAck<'call.attach'>;

/**
 * Brings calls back that the server has given up while their two devices went on: it lost sight of
 * one of them for too long, or lost its data. Only what both devices say makes a call.
 */
export class CallAttachments {
  readonly #dependencies: CallDependencies;
  readonly #book: CallBook;
  readonly #runner: CallRunner;

  constructor(dependencies: CallDependencies, book: CallBook, runner: CallRunner) {
    this.#dependencies = dependencies;
    this.#book = book;
    this.#runner = runner;
  }

  async attach(from: DeviceAddress, asked: Asked): Promise<AttachAck> {
    const { registrar, storage } = this.#dependencies;
    const { peer } = asked;
    if (peer.account === from.account) return refuse('own-account');
    const [sessions, theirs, mine] = await Promise.all([
      storage.sessions.list(from.account),
      storage.contacts.find(peer.account, from.account),
      storage.contacts.find(from.account, peer.account),
    ]);
    const key = sessions.find(({ device }) => device.id === from.device)?.device.key;
    if (!isClaimedBy(from, key, asked, asked.proof)) return refuse('forbidden');
    if (!registrar.knows(from)) return refuse('unauthenticated');
    // Who is blocked must not notice: theirs looks like an attach that the other never answers.
    const isBlocked = [theirs, mine].some((one) => one?.blocked === true);
    if (isBlocked) return ok({ outcome: 'waiting' });
    return this.#attach(from, asked);
  }

  #attach(from: DeviceAddress, asked: Asked): AttachAck {
    const booked = this.#book.find(asked.callId);
    if (booked === undefined) return this.#begin(from, asked, false);
    const { call } = booked.state;
    if (sideOf(call, from.account) !== asked.side) return refuse('not-in-call');
    const attachable = attachableOf(booked.state);
    switch (attachable) {
      case 'known':
        return this.#join(booked, from, asked);
      case 'given-up':
        if (sideOf(call, asked.peer.account) === null) return refuse('not-in-call');
        // The old entry stays, so that devices that reconnect learn that the call was answered.
        return this.#begin(from, asked, booked.state.phase === 'ended' && booked.state.missed);
      case 'call-over':
        // How it ended was told while this device was away.
        if (booked.state.phase === 'ended') {
          const { reason } = booked.state;
          this.#dependencies.devices.send(from, 'call.ended', { callId: call.callId, reason });
        }
        return refuse(attachable);
      case 'not-in-call':
      case 'answered-elsewhere':
        return refuse(attachable);
      default:
        return assertNever(attachable);
    }
  }

  #join(booked: BookedCall, from: DeviceAddress, { side, peer, proof }: Asked): AttachAck {
    if (sideOf(booked.state.call, peer.account) === null) return refuse('not-in-call');
    if (booked.state.phase === 'attaching') {
      if (booked.state.by === side) booked.proof = proof;
      // Two cooperating devices could bring back any number of calls, so the caller's limit applies
      // as for an invite.
      else if (this.#isFull(booked.state.call.caller)) return refuse('limit-reached');
    }
    const refusal = this.#runner.happen(booked, {
      type: 'attach',
      from: { side, device: from.device },
      peer: peer.device,
      at: this.#dependencies.clock.wall(),
    });
    if (refusal !== null) return refuse(refusal);
    return ok({ outcome: booked.state.phase === 'accepted' ? 'running' : 'waiting' });
  }

  #isFull(account: AccountId): boolean {
    return this.#book.startedBy(account) >= this.#dependencies.openCallsPerAccount;
  }

  #begin(from: DeviceAddress, asked: Asked, missed: boolean): AttachAck {
    const { callId, peer, side, media, proof } = asked;
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
    const begun = attach(call, callee.device, side, missed);
    const booked: BookedCall = {
      state: begun.state,
      caller: { id: call.caller, displayName: call.caller, isContact: true },
      calleeName: null,
      ids: [callId],
      cancelTimer: null,
      proof,
      agreedAt: null,
    };
    const before = this.#book.waitingOf(from);
    if (before !== undefined) {
      const beforeSide = before.state.call.caller === from.account ? 'caller' : 'callee';
      this.#runner.happen(before, {
        type: 'gone',
        from: { side: beforeSide, device: from.device },
      });
    }
    this.#runner.beginWaiting(from, booked, begun);
    return ok({ outcome: 'waiting' });
  }
}
