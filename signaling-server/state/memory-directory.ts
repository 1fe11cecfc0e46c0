import type { AccountId, DeviceAddress, DeviceId } from '@tatap/protocol/signaling';
import type { Clock } from '../domain/ports.ts';
import type { Changed, Directory, Registered, Registration } from '../domain/registrar-types.ts';

interface Row extends Registered {
  readonly cancelTimer: () => void;
}

/** The connected devices of one process. */
export class MemoryDirectory implements Directory {
  readonly #clock: Clock;
  readonly #accounts = new Map<AccountId, Map<DeviceId, Row>>();
  #listener: (device: DeviceAddress, dueAt: number) => void = () => {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async of(account: AccountId): Promise<readonly Registered[]> {
    return [...(this.#accounts.get(account)?.values() ?? [])];
  }

  async find(device: DeviceAddress): Promise<Registration | null> {
    return this.peek(device);
  }

  /** Synchronous `find`, which only a directory of one process can offer. */
  peek({ account, device }: DeviceAddress): Registration | null {
    return this.#accounts.get(account)?.get(device)?.registration ?? null;
  }

  async update(
    device: DeviceAddress,
    reduce: (before: Registration | null, now: number) => Registration | null,
  ): Promise<Changed> {
    const before = this.peek(device);
    const after = reduce(before, this.#clock.now());
    if (after !== before) this.#put(device, after);
    return { before, after };
  }

  onDue(listener: (device: DeviceAddress, dueAt: number) => void): void {
    this.#listener = listener;
  }

  close(): void {
    for (const devices of this.#accounts.values()) {
      for (const { cancelTimer } of devices.values()) cancelTimer();
    }
    this.#accounts.clear();
  }

  #put(device: DeviceAddress, registration: Registration | null): void {
    const { account } = device;
    const devices = this.#accounts.get(account) ?? new Map<DeviceId, Row>();
    devices.get(device.device)?.cancelTimer();
    if (registration === null) devices.delete(device.device);
    else {
      const cancelTimer = this.#timer(device, registration);
      devices.set(device.device, { device, registration, cancelTimer });
    }
    if (devices.size === 0) this.#accounts.delete(account);
    else this.#accounts.set(account, devices);
  }

  #timer(device: DeviceAddress, registration: Registration): () => void {
    if (registration.state !== 'lost') return () => {};
    const { dueAt } = registration;
    return callAt(this.#clock, dueAt, () => this.#listener(device, dueAt));
  }
}

/** Calls back at a time of the clock. */
export function callAt(clock: Clock, at: number, callback: () => void): () => void {
  return clock.after(Math.max(0, at - clock.now()), callback);
}
