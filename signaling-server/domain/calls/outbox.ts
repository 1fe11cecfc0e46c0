import { assertNever, type CallId, type IncomingCall } from '@tatap/protocol/signaling';
import { KeyedQueue } from '../background.ts';
import type { CallTable } from './call-state.ts';
import type { CallEffect, StoredCall } from './stored-call.ts';
import type { CallDependencies } from './types.ts';

type Dependencies = Pick<
  CallDependencies,
  'clock' | 'devices' | 'observer' | 'registrar' | 'report' | 'storage' | 'strangers'
>;

/**
 * A running call is stored before anybody hears that it runs: a server that dies then still knows it.
 * Storage that another process locks may take seconds, and people wait for their call.
 */
export const keepWaitMs = 1_000;

/**
 * `events` are sent at once. `records` are written to storage, which may be slow; nothing waits for
 * them, except for `keepWaitMs` for a call that begins to run.
 */
type Lane = 'events' | 'records';

/**
 * Performs the effects of changes, at least once and in the order of the changes. An entry stays
 * with its call until it is done, so that another process can continue after a crash.
 */
export class CallOutbox {
  readonly #dependencies: Dependencies;
  readonly #table: CallTable;
  readonly #queue = new KeyedQueue();

  constructor(dependencies: Dependencies, table: CallTable) {
    this.#dependencies = dependencies;
    this.#table = table;
  }

  /** Resolves when the events have been sent. Records are written later. */
  async flush(callIds: readonly CallId[]): Promise<void> {
    const { report } = this.#dependencies;
    await Promise.all(callIds.map((callId) => this.#drain(callId, 'events')));
    for (const callId of callIds) {
      this.#drain(callId, 'records').catch((error) => report(error, `records of call ${callId}`));
    }
  }

  /** Resolves when no effect is left. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  #drain(callId: CallId, lane: Lane): Promise<void> {
    return this.#queue.run(`${lane} ${callId}`, async () => {
      for (;;) {
        const call = (await this.#table.load({ ids: [callId] })).find(callId);
        const entries = call?.outbox.filter(({ effect }) => laneOf(effect) === lane) ?? [];
        if (call === null || entries.length === 0) return;
        for (const { effect } of entries) await this.#do(call, effect);
        await this.#remove(callId, new Set(entries.map(({ seq }) => seq)));
      }
    });
  }

  async #remove(callId: CallId, done: ReadonlySet<number>): Promise<void> {
    for (;;) {
      const found = await this.#table.load({ ids: [callId] });
      const call = found.find(callId);
      if (call === null) return;
      const outbox = call.outbox.filter(({ seq }) => !done.has(seq));
      const left = { call: { ...call, outbox }, isForgotten: false, refusal: null };
      if (await this.#table.commit(found, [left])) return;
    }
  }

  async #do(call: StoredCall, effect: CallEffect): Promise<void> {
    try {
      await this.#perform(call, effect);
    } catch (error) {
      this.#dependencies.report(error, `${effect.type} of call ${call.ids[0]}`);
    }
  }

  #perform(call: StoredCall, effect: CallEffect): void | Promise<void> {
    const { devices, observer, storage, strangers } = this.#dependencies;
    const facts = call.state.call;
    const { callId } = facts;
    switch (effect.type) {
      case 'incoming':
        return devices.send(effect.to, 'call.incoming', incomingOf(call));
      case 'ringing': {
        const { to, device, asked } = effect;
        return devices.send(to, 'call.ringing', { callId, device, asked });
      }
      case 'accepted': {
        const { to, device, media } = effect;
        const name = call.calleeName === null ? {} : { displayName: call.calleeName };
        return devices.send(to, 'call.accepted', { callId, device, media, ...name });
      }
      case 'ended': {
        const { to, reason, text } = effect;
        const ended = text === undefined ? { callId, reason } : { callId, reason, text };
        return devices.send(to, 'call.ended', ended);
      }
      case 'attaching': {
        const { to, by: from } = effect;
        const { proof } = call;
        const side = from.account === facts.caller ? 'caller' : 'callee';
        if (proof !== null) devices.send(to, 'call.attaching', { callId, from, side, proof });
        return;
      }
      case 'attached':
        return devices.send(effect.to, 'call.attached', { callId });
      case 'began':
        return observer.started(facts);
      case 'agreed':
        if (effect.how === 'attached') return observer.attached(facts);
        strangers.accepted(facts.caller, facts.callee);
        return observer.accepted(facts);
      case 'over':
        return observer.ended(facts, effect.reason, effect.before);
      case 'keep': {
        const { calleeDevice, media, acceptedAt } = effect;
        const caller = { account: facts.caller, device: facts.callerDevice };
        const callee = { account: facts.callee, device: calleeDevice };
        const record = { callId, caller, callee, media, acceptedAt };
        return this.#inTime(storage.acceptedCalls.add(record));
      }
      case 'drop':
        return storage.acceptedCalls.remove(callId);
      case 'record-missed':
        return this.#recordMissed(call);
      case 'take-missed':
        return this.#takeMissed(call, effect.device);
      default:
        return assertNever(effect);
    }
  }

  /** Waits for a write, at most `keepWaitMs`. */
  async #inTime(write: Promise<void>): Promise<void> {
    const { clock, report } = this.#dependencies;
    const written = write.catch((error: unknown) => report(error, 'keep an accepted call'));
    const late = Promise.withResolvers<void>();
    const cancel = clock.after(keepWaitMs, late.resolve);
    await Promise.race([written, late.promise]);
    cancel();
  }

  async #recordMissed({ caller, state: { call } }: StoredCall): Promise<void> {
    const { devices, storage } = this.#dependencies;
    const missed = { callId: call.callId, from: caller, media: call.media, at: call.invitedAt };
    try {
      await storage.missedCalls.add(call.callee, missed);
    } finally {
      // Connected devices add the call to their history, even if the disk is full.
      devices.sendToAccount(call.callee, 'missed.added', missed);
    }
  }

  /**
   * The server ended the call as unanswered, but a device had answered it: no device has missed it.
   */
  async #takeMissed({ state: { call } }: StoredCall, by: string): Promise<void> {
    const { devices, registrar, storage } = this.#dependencies;
    const { callId, callee } = call;
    try {
      await storage.missedCalls.take(callee, [callId]);
    } finally {
      // Records are performed in order, so devices get `missed.added` before this.
      for (const device of await registrar.devicesOf(callee)) {
        if (device === by) continue;
        const ended = { callId, reason: 'answered-elsewhere' } as const;
        devices.send({ account: callee, device }, 'call.ended', ended);
      }
    }
  }
}

function laneOf({ type }: CallEffect): Lane {
  switch (type) {
    case 'drop':
    case 'record-missed':
    case 'take-missed':
      return 'records';
    default:
      return 'events';
  }
}

/** The invite as it reaches a ringing device. */
export function incomingOf({ caller, state: { call } }: StoredCall): IncomingCall {
  const { callId, callerDevice, media, invitedAt } = call;
  return { callId, from: caller, fromDevice: callerDevice, media, invitedAt };
}
