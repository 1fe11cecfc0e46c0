import { randomUUID } from 'node:crypto';
import { deviceGoneMs, holdOf, isAside, type Live } from '@tatap/protocol/call';
import {
  assertNever,
  type DeviceAddress,
  parse,
  type RequestAck,
  type RequestName,
  requests,
} from '@tatap/protocol/signaling';
import { readSnapshot } from '../../signaling-server/domain/registrar-snapshot.ts';
import type { Arrival, ConnectionId } from '../../signaling-server/domain/registrar-types.ts';
import { type Handler, handlers } from '../../signaling-server/transport/handlers.ts';
import { DomainWorld } from '../server/domain-world.ts';
import type { Receiver } from '../server/test-devices.ts';
import { DeviceModel, type Sent, type SentRequest } from './device.fixture.ts';
import { Links } from './links.fixture.ts';

/** Something that may happen next. */
type Move = () => void | Promise<void>;

/**
 * What moves the world: messages on their way and links that come up, what people do, what breaks,
 * and a device whose socket is away for longer than the server waits for it.
 */
export type MoveKind = 'message' | 'act' | 'accident' | 'absence';

/** The server's end of a device's socket. */
interface Wire {
  readonly device: DeviceModel;
  connection: ConnectionId;
  up: SentRequest[];
  down: Sent[];
  /** Requests of one socket take effect one after another. */
  handled: Promise<void>;
}

/** What a person did with a call, for what the histories may say of it. */
export interface Started {
  readonly callId: string;
  readonly caller: DeviceModel;
  readonly callee: string;
}

/**
 * The server's own domain and several devices, with every message between them waiting in a queue:
 * first in, first out between each two, in any order otherwise.
 */
export class World {
  readonly domain: DomainWorld;
  readonly devices: readonly DeviceModel[];
  readonly started: Started[] = [];
  /** Calls that the server kept as missed for their callee. */
  readonly keptAsMissed = new Set<string>();
  /** Calls of `keptAsMissed` that a device of the callee took later. */
  readonly takenFromMissed = new Set<string>();
  /** Calls that a person accepted or declined, with the device: `call device`. */
  readonly taken = new Set<string>();
  /** What a person did on a device that died before the server heard of it. */
  readonly forgotten = new Set<string>();
  readonly #wires: readonly Wire[];
  readonly #links: Links;
  readonly #contacts: boolean;

  private constructor(
    addresses: readonly DeviceAddress[],
    contacts: boolean,
    storeSeed: number | null,
  ) {
    this.domain = new DomainWorld({}, storeSeed);
    this.#contacts = contacts;
    this.devices = addresses.map((address) => this.#device(address));
    this.#links = new Links(this.devices);
    this.#wires = this.devices.map((device) => ({
      device,
      connection: randomUUID(),
      up: [],
      down: [],
      handled: Promise.resolve(),
    }));
  }

  /** @param storeSeed - see DomainWorld */
  static async of(
    addresses: readonly DeviceAddress[],
    contacts: boolean,
    storeSeed: number | null = null,
  ): Promise<World> {
    const world = new World(addresses, contacts, storeSeed);
    await world.#begin();
    return world;
  }

  async #begin(): Promise<void> {
    const accounts = [...new Set(this.devices.map(({ address }) => address.account))];
    await this.domain.accounts(...accounts);
    for (const one of accounts) {
      for (const two of accounts) {
        if (this.#contacts && one < two) await this.domain.befriend(one, two);
      }
    }
    for (const device of this.devices) await this.domain.signIn(device);
    const { missedCalls } = this.domain.storage;
    const { add } = missedCalls;
    missedCalls.add = (account, call) => {
      this.keptAsMissed.add(call.callId);
      return add(account, call);
    };
    await this.calm();
  }

  /** The first device calls the second one's account, and holds the call once it runs. */
  async holdFirstCall(): Promise<void> {
    const [caller, callee] = this.devices;
    if (caller === undefined || callee === undefined) throw new Error('too few devices');
    this.#start(caller, callee.address.account);
    await this.calm();
    const accepts = this.devices.find(({ legs: [leg] }) => leg?.phase === 'incoming');
    const callId = this.started[0]?.callId ?? '';
    accepts?.happen({ type: 'accept', callId, media: 'video' });
    this.taken.add(`${callId} ${accepts?.address.device}`);
    await this.calm();
    caller.happen({ type: 'hold', callId, state: 'held' });
    await this.calm();
  }

  /** Everything of a kind that can happen now. */
  moves(kind: MoveKind): readonly Move[] {
    switch (kind) {
      case 'message':
        return [...this.#deliveries(), ...this.#links.connections()];
      case 'act':
        return this.devices.flatMap((device) => this.#acts(device));
      case 'accident':
        return this.#accidents();
      case 'absence':
        return this.#wires.map((wire) => () => this.#absence(wire));
      default:
        return assertNever(kind);
    }
  }

  /** Nobody does anything any more, and all that is on its way arrives, without time passing. */
  async calm(): Promise<void> {
    for (let count = 0; count < 1_000; count += 1) {
      for (const wire of this.#wires) {
        if (wire.device.socket === 'closed') await this.#connect(wire, this.#arrivalOf(wire));
      }
      await this.#deliverAll();
      for (const connect of this.#links.connections()) connect();
      this.domain.clock.advance(0);
      await this.domain.settle();
      if (this.#deliveries().length === 0 && this.#links.connections().length === 0) return;
    }
    throw new Error('messages without end');
  }

  /** And all timers run out as well. */
  async settle(): Promise<void> {
    for (let timers = 0; timers < 1_000; timers += 1) {
      await this.calm();
      if (!this.domain.clock.runNext()) return;
    }
    throw new Error('timers without end');
  }

  /** What the server says of calls to this device. */
  async truthOf({ address }: DeviceModel) {
    return (await this.domain.services.calls.ofDevice(address)).calls;
  }

  async #deliverAll(): Promise<void> {
    for (let count = 0; count < 10_000; count += 1) {
      const [deliver] = this.#deliveries();
      if (deliver === undefined) return;
      await deliver();
      await this.domain.settle();
    }
    throw new Error('messages without end');
  }

  #device(address: DeviceAddress): DeviceModel {
    const from = address.device;
    return new DeviceModel(address, {
      clock: this.domain.clock,
      send: (request) => this.#wireOf(from).up.push(request),
      linkOpened: (leg, to) => this.#links.open(from, leg, to),
      linkTold: (leg, to, what) => this.#links.tell(from, leg, to, what),
      linkHeld: (leg, to, own) => this.#links.hold(from, leg, to, own),
      linkClosed: (leg, to, farewell) => this.#links.close(from, leg, to, farewell),
    });
  }

  #wireOf(device: string): Wire {
    const wire = this.#wires.find((one) => one.device.address.device === device);
    if (wire === undefined) throw new Error(`no device ${device}`);
    return wire;
  }

  /** What the server sends over a connection of this device; nothing once it has another one. */
  #receiver(wire: Wire, connection: ConnectionId): Receiver {
    return {
      address: wire.device.address,
      hear: (name, payload) => {
        if (wire.connection === connection) wire.down.push({ kind: 'event', name, payload });
      },
      close: () => {},
    };
  }

  /** A device that the server still expects goes on where it was. */
  #arrivalOf({ device }: Wire): Arrival {
    if (device.isNew) return 'fresh';
    return this.domain.directory.peek(device.address) !== null ? 'resumed' : 'fresh';
  }

  async #connect(wire: Wire, arrival: Arrival): Promise<void> {
    const { services, clock, devices } = this.domain;
    const { address } = wire.device;
    wire.device.socket = 'connecting';
    if (arrival === 'fresh') {
      wire.down = [];
      wire.connection = randomUUID();
    }
    const { connection } = wire;
    devices.connect(connection, this.#receiver(wire, connection), arrival);
    await services.registrar.begin(address, connection);
    const read = await readSnapshot(address, arrival, { ...services, clock });
    if (read === null) throw new Error('no such account');
    devices.hold(connection);
    const snapshot = await read();
    if (await services.registrar.complete(address, connection, arrival)) {
      devices.register(connection, snapshot);
    }
  }

  #disconnect(wire: Wire): void {
    wire.device.socket = 'closed';
    wire.up = [];
    wire.down = wire.down.filter(({ kind }) => kind === 'event');
    this.domain.devices.lose(wire.connection);
    void this.domain.services.registrar.disconnected(wire.device.address, wire.connection, 'lost');
  }

  #deliveries(): Move[] {
    const up = this.#wires.flatMap((wire) => {
      const [request] = wire.up;
      return request === undefined ? [] : [() => this.#handle(wire)];
    });
    const down = this.#wires.flatMap((wire) => {
      const isThere = wire.down.length > 0 && wire.device.socket !== 'closed';
      return isThere ? [() => this.#hand(wire)] : [];
    });
    return [...up, ...down, ...this.#links.deliveries()];
  }

  #handle(wire: Wire): void {
    const request = wire.up.shift();
    if (request === undefined) return;
    const { connection } = wire;
    wire.handled = wire.handled.then(async () => {
      const answer = await this.#answer(wire.device.address, request.name, request.payload);
      if (wire.device.socket === 'closed' || wire.connection !== connection) return;
      wire.down.push({ kind: 'ack', id: request.id, answer: answer as never });
    });
  }

  async #answer<N extends RequestName>(from: DeviceAddress, name: N, payload: object) {
    const parsed = parse(requests[name].payload, payload);
    if (!parsed.ok) throw new Error(parsed.issue);
    const handle = handlers[name] as Handler<N>;
    const answer = await handle(this.domain.services, from, parsed.value as never);
    const { handled } = await this.domain.services.calls.ofDevice(from);
    for (const callId of handled) {
      if (this.keptAsMissed.has(callId)) this.takenFromMissed.add(callId);
    }
    return answer as RequestAck<N>;
  }

  #hand(wire: Wire): void {
    const sent = wire.down.shift();
    if (sent !== undefined) wire.device.receive(sent);
  }

  #acts(device: DeviceModel): Move[] {
    const acts = device.legs.flatMap((leg) => this.#actsIn(device, leg));
    // Another call may be placed while this side holds the first: two at once are enough.
    const isFree = device.legs.every(isAside) && device.legs.length < 2;
    const calls = isFree ? this.#others(device).map((id) => () => this.#start(device, id)) : [];
    return [...acts, ...calls];
  }

  #actsIn(device: DeviceModel, leg: Live): Move[] {
    const { callId } = leg;
    switch (leg.phase) {
      case 'incoming': {
        const act = `${callId} ${device.address.device}`;
        return (
          [
            { type: 'accept', callId, media: 'video' },
            { type: 'accept', callId, media: 'audio' },
            { type: 'decline', callId },
          ] as const
        ).map((input) => () => {
          this.taken.add(act);
          device.happen(input);
        });
      }
      case 'active':
      case 'held': {
        const state = holdOf(leg).own === 'held' ? 'running' : 'held';
        return [
          () => device.happen({ type: 'hang-up', callId }),
          () => device.happen({ type: 'hold', callId, state }),
        ];
      }
      default:
        return [() => device.happen({ type: 'hang-up', callId })];
    }
  }

  #start(device: DeviceModel, callee: string): void {
    const number = String(this.started.length + 1).padStart(12, '0');
    const callId = `00000000-0000-4000-8000-${number}`;
    this.started.push({ callId, caller: device, callee });
    device.happen({
      type: 'start',
      callId,
      person: { id: callee, name: callee, isContact: this.#contacts },
      media: 'video',
    });
  }

  #others({ address }: DeviceModel): string[] {
    const accounts = this.devices.map((one) => one.address.account);
    return [...new Set(accounts)].filter((account) => account !== address.account);
  }

  async #absence(wire: Wire): Promise<void> {
    if (wire.device.socket !== 'closed') this.#disconnect(wire);
    await this.domain.advance(deviceGoneMs + 1_000);
    await this.#connect(wire, 'fresh');
  }

  /** The process of a device dies and starts anew: it knows of no call. */
  async #restart(wire: Wire): Promise<void> {
    const { device } = wire;
    const { device: id } = device.address;
    const { handled } = await this.domain.services.calls.ofDevice(device.address);
    for (const callId of this.started.map((one) => one.callId)) {
      if (handled.includes(callId) || !this.taken.delete(`${callId} ${id}`)) continue;
      this.forgotten.add(`${callId} ${id}`);
    }
    if (device.socket !== 'closed') this.#disconnect(wire);
    this.#links.close(id, null, '*', null);
    device.restart();
  }

  #accidents(): Move[] {
    const sockets = this.#wires.flatMap((wire): Move[] => {
      if (wire.device.socket !== 'closed') return [() => this.#disconnect(wire)];
      const fresh = () => this.#connect(wire, 'fresh');
      return this.#arrivalOf(wire) === 'fresh'
        ? [fresh]
        : [fresh, () => this.#connect(wire, 'resumed')];
    });
    const repeated = this.#wires.flatMap((wire) => {
      const [request] = wire.up;
      return request === undefined ? [] : [() => void wire.up.push(request)];
    });
    const { clock } = this.domain;
    const time = [1_000, 9_000, 31_000].map((ms) => () => clock.advance(ms));
    const restarts = this.#wires.map((wire) => () => this.#restart(wire));
    return [...sockets, ...this.#links.outages(), ...repeated, ...time, ...restarts];
  }
}
