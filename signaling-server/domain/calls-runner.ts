import {
  firstOf,
  type Party,
  type RoutingEffect,
  type RoutingEvent,
  type RoutingRefusal,
  type RoutingStep,
  route,
} from '@tatap/protocol/call';
import {
  assertNever,
  type DeviceAddress,
  type DeviceId,
  type IncomingCall,
} from '@tatap/protocol/signaling';
import type { BookedCall, CallBook } from './calls-book.ts';
import type { CallDependencies } from './calls-types.ts';

/**
 * How long an ended call is remembered: repeated requests get their answer, an invite sent twice
 * does not ring again, and a device that was away learns that a call was not missed.
 */
const endedMemoryMs = 10 * 60_000;

/** Performs what the call machine asks for. */
export class CallRunner {
  readonly #dependencies: CallDependencies;
  readonly #book: CallBook;

  constructor(dependencies: CallDependencies, book: CallBook) {
    this.#dependencies = dependencies;
    this.#book = book;
  }

  /** Takes a call that has just begun into the book. */
  begin(booked: BookedCall, { effects }: RoutingStep): void {
    this.#book.add(booked);
    this.#dependencies.observer.started(booked.state.call);
    this.#perform(booked, effects);
  }

  /** Takes in a call that one device says still runs. */
  beginWaiting(by: DeviceAddress, booked: BookedCall, { effects }: RoutingStep): void {
    this.#book.addWaiting(by, booked);
    this.#perform(booked, effects);
  }

  /** Lets something happen to the call; answers with the refusal, where a device asked for it. */
  happen(booked: BookedCall, event: RoutingEvent): RoutingRefusal | null {
    const before = booked.state;
    const { state, effects } = route(before, event);
    booked.state = state;
    const refusal = this.#perform(booked, effects);
    if (before.phase !== state.phase) this.#moved(booked, before);
    return refusal;
  }

  #moved(booked: BookedCall, before: BookedCall['state']): void {
    const { background, clock, observer, storage, strangers } = this.#dependencies;
    const { state } = booked;
    const { call } = state;
    const { callId } = call;
    if (before.phase === 'attaching') {
      this.#book.endWaiting(addressOf(booked, firstOf(before)), booked);
    }
    switch (state.phase) {
      case 'accepted': {
        booked.agreedAt = clock.now();
        const record = {
          callId,
          caller: { account: call.caller, device: call.callerDevice },
          callee: { account: call.callee, device: state.calleeDevice },
          media: call.media,
          acceptedAt: state.acceptedAt,
        };
        background.run(callId, 'keep accepted call', () => storage.acceptedCalls.add(record));
        if (before.phase === 'attaching') {
          this.#book.add(booked);
          observer.attached(call);
        } else {
          strangers.accepted(call.caller, call.callee);
          observer.accepted(call);
        }
        return;
      }
      case 'ended':
        if (before.phase === 'attaching') {
          // Only one device claimed this call, so nothing of it is kept.
          if (state.reason === 'gone') return;
          this.#book.replace(booked);
        }
        this.#book.end(booked);
        if (before.phase === 'accepted') {
          background.run(callId, 'forget call', () => storage.acceptedCalls.remove(callId));
        }
        booked.cancelTimer = clock.after(endedMemoryMs, () => this.#book.forget(booked));
        if (before.phase === 'attaching') return;
        observer.ended(call, state.reason, before.phase === 'accepted' ? 'accepted' : 'waiting');
        return;
      case 'ringing':
      case 'not-ringing':
      case 'attaching':
        return;
      default:
        assertNever(state);
    }
  }

  #perform(booked: BookedCall, effects: readonly RoutingEffect[]): RoutingRefusal | null {
    let refusal: RoutingRefusal | null = null;
    for (const effect of effects) {
      if (effect.type === 'acknowledge') refusal = effect.refusal;
      else this.#run(booked, effect);
    }
    return refusal;
  }

  #run(booked: BookedCall, effect: Exclude<RoutingEffect, { type: 'acknowledge' }>): void {
    const { clock, devices } = this.#dependencies;
    const { call } = booked.state;
    const { callId } = call;
    const caller = { account: call.caller, device: call.callerDevice };
    switch (effect.type) {
      case 'incoming': {
        const to = { account: call.callee, device: effect.device };
        devices.send(to, 'call.incoming', incomingOf(booked));
        return;
      }
      case 'ringing':
        devices.send(caller, 'call.ringing', {
          callId,
          device: effect.device,
          asked: effect.asked,
        });
        return;
      case 'accepted': {
        const { device, media } = effect;
        const name = booked.calleeName === null ? {} : { displayName: booked.calleeName };
        devices.send(caller, 'call.accepted', { callId, device, media, ...name });
        return;
      }
      case 'ended': {
        const { reason, text } = effect;
        const ended = text === undefined ? { callId, reason } : { callId, reason, text };
        devices.send(addressOf(booked, effect.to), 'call.ended', ended);
        return;
      }
      case 'attaching': {
        const { proof } = booked;
        if (proof === null) return;
        const { to, by } = effect;
        const from = addressOf(booked, by);
        devices.send(addressOf(booked, to), 'call.attaching', {
          callId,
          from,
          side: by.side,
          proof,
        });
        return;
      }
      case 'attached':
        devices.send(addressOf(booked, effect.to), 'call.attached', { callId });
        return;
      case 'start-timer':
        booked.cancelTimer = clock.after(effect.delayMs, () => {
          this.happen(booked, { type: 'timeout' });
        });
        return;
      case 'stop-timer':
        booked.cancelTimer?.();
        booked.cancelTimer = null;
        return;
      case 'record-missed':
        this.#recordMissed(booked);
        return;
      case 'take-missed':
        this.#takeMissed(booked, effect.device);
        return;
      default:
        assertNever(effect);
    }
  }

  /** A call that ended unanswered for the server was answered: no device has missed it. */
  #takeMissed({ state: { call } }: BookedCall, by: DeviceId): void {
    const { background, devices, registrar, storage } = this.#dependencies;
    const { callId, callee } = call;
    // The queue of this call records the missed call first, so devices get `missed.added` before
    // `call.ended`.
    background.run(callId, 'take missed call', async () => {
      try {
        await storage.missedCalls.take(callee, [callId]);
      } finally {
        for (const device of registrar.devicesOf(callee)) {
          if (device === by) continue;
          const ended = { callId, reason: 'answered-elsewhere' } as const;
          devices.send({ account: callee, device }, 'call.ended', ended);
        }
      }
    });
  }

  #recordMissed({ caller, state: { call } }: BookedCall): void {
    const { background, devices, storage } = this.#dependencies;
    const missed = { callId: call.callId, from: caller, media: call.media, at: call.invitedAt };
    background.run(call.callId, 'record missed call', async () => {
      try {
        await storage.missedCalls.add(call.callee, missed);
      } finally {
        // Devices that are here keep it in their history, also where the disk is full.
        devices.sendToAccount(call.callee, 'missed.added', missed);
      }
    });
  }
}

/** The invite as it reaches a ringing device. */
export function incomingOf({ caller, state: { call } }: BookedCall): IncomingCall {
  const { callId, callerDevice, media, invitedAt } = call;
  return { callId, from: caller, fromDevice: callerDevice, media, invitedAt };
}

/** The account and device of one side. */
export function addressOf({ state: { call } }: BookedCall, party: Party): DeviceAddress {
  return { account: call[party.side], device: party.device };
}
