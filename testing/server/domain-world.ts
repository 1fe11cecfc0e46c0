import { randomUUID } from 'node:crypto';
import type {
  AccountId,
  AttachClaim,
  DeviceAddress,
  EventName,
  EventPayload,
  Relation,
  RequestAck,
  RequestInput,
  RequestName,
  RequestPayload,
} from '@tatap/protocol/signaling';
import { parse, requests } from '@tatap/protocol/signaling';
import {
  createSignalingServices,
  type SignalingConfig,
} from '../../signaling-server/app/signaling-services.ts';
import { readSnapshot } from '../../signaling-server/domain/registrar-snapshot.ts';
import type { Arrival, ConnectionId } from '../../signaling-server/domain/registrar-types.ts';
import { MemoryCalls } from '../../signaling-server/state/memory-calls.ts';
import { MemoryDirectory } from '../../signaling-server/state/memory-directory.ts';
import { openBlockingSqlite } from '../../signaling-server/storage/sqlite/blocking.ts';
import { type Handler, handlers } from '../../signaling-server/transport/handlers.ts';
import { VirtualClock } from '../clock.ts';
import { signalingConfig, silentLog, silentMetrics } from './config.ts';
import { DeviceKeys } from './device-keys.ts';
import { HostileCalls, HostileDirectory } from './hostile-state.ts';
import { type Receiver, TestDevices } from './test-devices.ts';

/** An event that a device got, with its virtual time since the start. */
export interface Heard {
  readonly atMs: number;
  readonly name: EventName;
  readonly payload: unknown;
}

/** The domain and the request handlers on virtual time and an in-memory database; no sockets. */
export class DomainWorld {
  readonly clock = new VirtualClock();
  readonly storage = openBlockingSqlite(':memory:');
  directory = new MemoryDirectory(this.clock);
  readonly devices = new TestDevices((device) => this.directory.peek(device) !== null);
  readonly services;
  readonly #begin = this.clock.now();

  /** @param storeSeed - of stores of calls and devices that behave at their worst; `null`: of good ones */
  constructor(limits: Partial<SignalingConfig> = {}, storeSeed: number | null = null) {
    this.services = createSignalingServices({
      ...this.#stores(storeSeed),
      clock: this.clock,
      devices: this.devices,
      onRelayed: () => {},
      storage: this.storage,
      config: signalingConfig(limits),
      logger: silentLog,
      metrics: silentMetrics,
    });
  }

  #stores(seed: number | null) {
    if (seed === null) return { calls: new MemoryCalls(this.clock), directory: this.directory };
    const directory = new HostileDirectory(this.clock, seed);
    this.directory = directory.inner;
    return { calls: new HostileCalls(this.clock, seed), directory };
  }

  async account(id: AccountId): Promise<void> {
    const createdAt = this.clock.now();
    const account = { id, displayName: `${id}'s name`, passwordHash: 'hash', createdAt };
    await this.storage.accounts.create({ ...account, invitation: null });
  }

  async accounts(...ids: AccountId[]): Promise<void> {
    for (const id of ids) await this.account(id);
  }

  /** Makes two people contacts. */
  async befriend(one: AccountId, two: AccountId): Promise<void> {
    await this.relate(one, two, 'accepted');
    await this.relate(two, one, 'accepted');
  }

  async relate(owner: AccountId, other: AccountId, relation: Relation): Promise<void> {
    const blocked = relation === 'blocked';
    const bond = relation === 'blocked' ? null : relation;
    await this.storage.contacts.write([{ owner, other, bond, blocked }], this.clock.now());
  }

  /** A device of the account, connected. */
  async device(account: AccountId): Promise<TestDevice> {
    const device = new TestDevice(this, { account, device: randomUUID() });
    await this.signIn(device);
    await device.connect();
    return device;
  }

  /** Opens a session, with the key that the device signs with. */
  async signIn({
    address: { account, device },
    keys,
  }: Pick<TestDevice, 'address' | 'keys'>): Promise<void> {
    const at = this.clock.now();
    await this.storage.sessions.open(
      {
        account,
        device: { id: device, name: 'Test device', platform: 'linux', key: keys.publicKey },
        createdAt: at,
        lastSeenAt: at,
        expiresAt: at + 86_400_000,
      },
      Buffer.from(device),
    );
  }

  /** Waits until all pending storage operations are done. */
  async settle(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Advances virtual time, and waits for storage before and after. */
  async advance(byMs: number): Promise<void> {
    await this.settle();
    this.clock.advance(byMs);
    await this.settle();
  }

  sinceBegin(): number {
    return this.clock.now() - this.#begin;
  }
}

/** A device without a socket: it calls the handlers and records events. */
export class TestDevice implements Receiver {
  readonly address: DeviceAddress;
  readonly heard: Heard[] = [];
  readonly keys = new DeviceKeys();
  readonly #world: DomainWorld;
  #connection: ConnectionId = randomUUID();
  closed = 0;

  constructor(world: DomainWorld, address: DeviceAddress) {
    this.#world = world;
    this.address = address;
  }

  get id(): string {
    return this.address.device;
  }

  /** A new socket, or with `resumed` the one that was lost. */
  async connect(arrival: Arrival = 'fresh'): Promise<void> {
    const { services, clock, devices } = this.#world;
    if (arrival === 'fresh') this.#connection = randomUUID();
    const connection = this.#connection;
    devices.connect(connection, this, arrival);
    await services.registrar.begin(this.address, connection);
    const read = await readSnapshot(this.address, arrival, { ...services, clock });
    if (read === null) throw new Error('no such account');
    devices.hold(connection);
    const snapshot = await read();
    if (await services.registrar.complete(this.address, connection, arrival)) {
      devices.register(connection, snapshot);
    }
    await this.#world.settle();
  }

  hear<N extends EventName>(name: N, payload: EventPayload<N>): void {
    this.heard.push({ atMs: this.#world.sinceBegin(), name, payload });
  }

  close(): void {
    this.closed += 1;
  }

  lose(): void {
    this.#world.devices.lose(this.#connection);
    void this.#world.services.registrar.disconnected(this.address, this.#connection, 'lost');
  }

  leave(): void {
    this.#world.devices.leave(this.#connection);
    void this.#world.services.registrar.disconnected(this.address, this.#connection, 'goodbye');
  }

  /** Asks without waiting for storage to answer. */
  ask<N extends RequestName>(name: N, payload: RequestInput<N>): Promise<RequestAck<N>> {
    const parsed = parse(requests[name].payload, payload);
    if (!parsed.ok) throw new Error(parsed.issue);
    const handle = handlers[name] as Handler<N>;
    const value = parsed.value as RequestPayload<N>;
    return Promise.resolve(handle(this.#world.services, this.address, value));
  }

  /** Calls a person; returns the ID of the call. */
  async call(to: AccountId, callId: string = randomUUID()): Promise<string> {
    const ack = await this.ask('call.invite', { callId, to, media: 'video' });
    if (!ack.ok) throw new Error(ack.code);
    await this.#world.settle();
    return ack.callId;
  }

  /** Says that the call with `peer` still runs. */
  attach(callId: string, peer: DeviceAddress, side: AttachClaim['side']) {
    const claim = { callId, peer, side, media: 'video' as const };
    return this.ask('call.attach', { ...claim, proof: this.keys.attach(this.address, claim) });
  }

  /** Payloads of one kind of event. */
  all<N extends EventName>(name: N): EventPayload<N>[] {
    return this.heard
      .filter((heard) => heard.name === name)
      .map((heard) => heard.payload as EventPayload<N>);
  }

  last<N extends EventName>(name: N): EventPayload<N> | undefined {
    return this.all(name).at(-1);
  }
}
