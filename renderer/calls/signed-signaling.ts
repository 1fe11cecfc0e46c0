import type { AccountId, CallId, DeviceId, RequestInput, Signal } from '@tatap/protocol/signaling';
import type { IdentityGuard, Other } from '../identity/guard.ts';
import { anyDevice } from '../identity/statement.ts';
import type { Logger } from '../log.ts';
import type { SignalWay } from '../peers/peer-link-port.ts';

/** The call of the signals, and their receivers. */
export interface SignalEnds {
  /** The current call and the remote account; `null` without a call. */
  current(): { readonly callId: CallId; readonly account: AccountId } | null;
  /** Receives a signal whose signature is valid, or that needs none. */
  arrived(device: DeviceId, signal: Signal): void;
  /** Reports a device whose signature is wrong. */
  forged(device: DeviceId): void;
  overLink(device: DeviceId, signal: Signal): void;
  overServer(signal: RequestInput<'call.signal'>): void;
}

/**
 * Signs outgoing descriptions and verifies incoming ones, over the server and over links. Both are
 * asynchronous; later signals of the same device wait, so that the order is kept.
 */
export class SignedSignaling {
  readonly #guard: IdentityGuard;
  readonly #log: Logger;
  readonly #ends: SignalEnds;
  readonly #outgoing = new Map<DeviceId, Promise<void>>();
  readonly #incoming = new Map<DeviceId, Promise<void>>();

  constructor(guard: IdentityGuard, log: Logger, ends: SignalEnds) {
    this.#guard = guard;
    this.#log = log;
    this.#ends = ends;
  }

  /** @param toDevice - `null`: every device that was asked to ring */
  send(toDevice: DeviceId | null, signal: Signal, by: SignalWay): void {
    const call = this.#ends.current();
    if (call === null) return;
    const { callId } = call;
    const to = { ...call, device: toDevice ?? anyDevice };
    this.#inOrder(this.#outgoing, to.device, signal, async () => {
      const signed = signal.kind === 'description' ? await this.#guard.sign(to, signal) : signal;
      if (this.#ends.current()?.callId !== callId) return;
      if (by !== 'server' && toDevice !== null) this.#ends.overLink(toDevice, signed);
      if (by !== 'channel') this.#ends.overServer({ callId, toDevice, signal: signed });
    });
  }

  /** Verifies a signal that arrived over the link of this device. */
  hear(device: DeviceId, signal: Signal): void {
    const call = this.#ends.current();
    if (call !== null) this.receive({ ...call, device }, signal);
  }

  /** Verifies a signal that arrived over the server. */
  receive(from: Other, signal: Signal): void {
    this.#inOrder(this.#incoming, from.device, signal, async () => {
      const outcome =
        signal.kind === 'description' ? await this.#guard.verify(from, signal) : 'genuine';
      if (this.#ends.current()?.callId !== from.callId) return;
      if (outcome === 'genuine') this.#ends.arrived(from.device, signal);
      else this.#ends.forged(from.device);
    });
  }

  #inOrder(
    queues: Map<DeviceId, Promise<void>>,
    device: DeviceId,
    { kind }: Signal,
    task: () => Promise<void>,
  ): void {
    const before = queues.get(device);
    if (before === undefined && kind === 'candidates') {
      void task();
      return;
    }
    const done = (before ?? Promise.resolve())
      .then(task)
      .catch((cause: unknown) => this.#log.error('signal not passed on', { kind, cause }))
      .finally(() => {
        if (queues.get(device) === done) queues.delete(device);
      });
    queues.set(device, done);
  }
}
