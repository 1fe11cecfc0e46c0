import type { DeviceId, Signal } from '@tatap/protocol/signaling';
import type { IdentityGuard, Other } from '../identity/guard.ts';
import type { Logger } from '../log.ts';

/**
 * Signs descriptions that go out and checks those that come, by the server or over a link. Signing and checking
 * take a moment; what follows for the same device waits, so that the order is kept.
 */
export class VouchedSignals {
  readonly #guard: IdentityGuard;
  readonly #log: Logger;
  readonly #outgoing = new Map<DeviceId, Promise<void>>();
  readonly #incoming = new Map<DeviceId, Promise<void>>();

  constructor(guard: IdentityGuard, log: Logger) {
    this.#guard = guard;
    this.#log = log;
  }

  send(to: Other, signal: Signal, deliver: (signed: Signal) => void): void {
    this.#inOrder(this.#outgoing, to.device, signal, async () => {
      deliver(signal.kind === 'description' ? await this.#guard.sign(to, signal) : signal);
    });
  }

  receive(from: Other, signal: Signal, deliver: (outcome: 'genuine' | 'forged') => void): void {
    this.#inOrder(this.#incoming, from.device, signal, async () => {
      deliver(signal.kind === 'description' ? await this.#guard.verify(from, signal) : 'genuine');
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
