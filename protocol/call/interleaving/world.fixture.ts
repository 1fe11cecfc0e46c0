import { TestClock } from './clock.fixture.ts';
import { DeviceModel } from './device.fixture.ts';
import { type Address, type Sent, ServerModel } from './server.fixture.ts';

/** Something that may happen next. */
type Move = () => void;

interface Link {
  readonly from: string;
  readonly to: string;
  state: 'new' | 'up';
}

type Carried = 'connected' | 'interrupted' | 'accept' | 'agreed' | 'bye';

/**
 * One server and several devices, with every message between them waiting in a queue: first in,
 * first out between each two, in any order otherwise.
 */
export class World {
  readonly clock = new TestClock();
  readonly server: ServerModel;
  readonly devices: readonly DeviceModel[];
  readonly #up = new Map<string, { id: number; name: never; payload: object }[]>();
  readonly #down = new Map<string, Sent[]>();
  readonly #links: Link[] = [];
  /** What one side's link brings the other, for as long as that other has its link. */
  readonly #across: { readonly to: Link; readonly what: Carried }[] = [];
  #calls = 0;

  constructor(addresses: readonly Address[], contacts: boolean) {
    this.server = new ServerModel(this.clock, addresses, contacts);
    this.devices = addresses.map((address) => this.#device(address));
    this.#contacts = contacts;
    for (const device of this.devices) this.connect(device);
    this.deliverAll();
  }

  readonly #contacts: boolean;

  /** Everything that can happen now, people's acts and accidents included. */
  moves(accidents: 'with accidents' | 'without accidents'): readonly Move[] {
    return [
      ...this.#deliveries(),
      ...this.devices.flatMap((device) => this.#acts(device)),
      ...this.#connections(),
      ...(accidents === 'with accidents' ? this.#accidents() : []),
    ];
  }

  /** Nobody does anything any more, and all that is on its way arrives, without time passing. */
  calm(): void {
    do {
      for (const device of this.devices) if (device.socket === 'closed') this.connect(device);
      this.deliverAll();
      for (const connect of this.#connections()) connect();
      this.clock.advance(0);
    } while (this.#deliveries().length > 0);
  }

  /** And all timers run out as well. */
  settle(): void {
    for (let timers = 0; timers < 1_000; timers += 1) {
      this.calm();
      if (!this.clock.runNext()) return;
    }
    throw new Error('timers without end');
  }

  connect(device: DeviceModel): void {
    const { address } = device;
    device.socket = 'connecting';
    this.server.connect(address, (sent) => push(this.#down, address.device, sent));
  }

  disconnect(device: DeviceModel): void {
    const { address } = device;
    device.socket = 'closed';
    this.server.disconnect(address);
    this.#up.delete(address.device);
    this.#down.delete(address.device);
  }

  deliverAll(): void {
    for (let count = 0; count < 10_000; count += 1) {
      const [deliver] = this.#deliveries();
      if (deliver === undefined) return;
      deliver();
    }
    throw new Error('messages without end');
  }

  #device(address: Address): DeviceModel {
    return new DeviceModel(address, {
      clock: this.clock,
      send: (request) => push(this.#up, address.device, request as never),
      linkOpened: (to) => {
        this.#links.push({ from: address.device, to, state: 'new' });
      },
      linkTold: (to, what) => this.#tell(address.device, to, what),
      linkClosed: (to, farewell) => this.#close(address.device, to, farewell),
    });
  }

  #tell(from: string, to: string, what: 'accept' | 'agreed'): void {
    const link = this.#links.find((one) => one.from === from && one.to === to);
    const other = link === undefined ? undefined : this.#counterpart(link);
    if (link?.state === 'up' && other !== undefined) this.#across.push({ to: other, what });
  }

  #close(from: string, to: string, farewell: 'bye' | null): void {
    for (const link of this.#links.filter((one) => one.from === from)) {
      if (to !== '*' && link.to !== to) continue;
      this.#links.splice(this.#links.indexOf(link), 1);
      const other = this.#counterpart(link);
      if (link.state !== 'up' || other === undefined) continue;
      if (farewell === 'bye') this.#across.push({ to: other, what: 'bye' });
      this.#across.push({ to: other, what: 'interrupted' });
    }
  }

  #counterpart(link: Link): Link | undefined {
    return this.#links.find((one) => one.from === link.to && one.to === link.from);
  }

  #deliveries(): Move[] {
    const up = this.devices.flatMap(({ address }) => {
      const request = this.#up.get(address.device)?.[0];
      if (request === undefined) return [];
      return [
        () => {
          this.#up.get(address.device)?.shift();
          const answer = this.server.request(address, request.name, request.payload);
          push(this.#down, address.device, { kind: 'ack', id: request.id, answer });
        },
      ];
    });
    const down = this.devices.flatMap((device) => {
      const sent = this.#down.get(device.address.device)?.[0];
      if (sent === undefined) return [];
      return [
        () => {
          this.#down.get(device.address.device)?.shift();
          device.receive(sent);
        },
      ];
    });
    const across = this.#across
      .filter((one, index) => this.#across.findIndex((other) => other.to === one.to) === index)
      .map((one) => () => this.#carry(one));
    return [...up, ...down, ...across];
  }

  #carry(one: { readonly to: Link; readonly what: Carried }): void {
    this.#across.splice(this.#across.indexOf(one), 1);
    if (!this.#links.includes(one.to)) return;
    const device = this.devices.find(({ address }) => address.device === one.to.from);
    const peer = one.to.to;
    switch (one.what) {
      case 'bye':
        device?.happen({ type: 'link.bye', device: peer, reason: 'hung-up' });
        break;
      case 'accept':
        device?.happen({ type: 'link.accepted', device: peer });
        break;
      default:
        device?.happen({ type: `link.${one.what}`, device: peer });
    }
  }

  /** Two devices that have opened a link to each other become connected. */
  #connections(): Move[] {
    return this.#links.flatMap((link) => {
      const other = this.#counterpart(link);
      if (link.state === 'up' || other === undefined || link.from > link.to) {
        if (!(link.state === 'new' && other?.state === 'up')) return [];
      }
      if (other === undefined) return [];
      return [
        () => {
          for (const one of [link, other]) {
            one.state = 'up';
            this.#across.push({ to: one, what: 'connected' });
          }
        },
      ];
    });
  }

  #acts(device: DeviceModel): Move[] {
    switch (device.state.phase) {
      case 'idle':
      case 'ended':
        return this.#others(device).map((id) => () => {
          this.#calls += 1;
          device.happen({
            type: 'start',
            callId: `call-${this.#calls}`,
            person: { id, name: id, isContact: this.#contacts },
            media: 'video',
          });
        });
      case 'incoming':
        return [
          () => device.happen({ type: 'accept', media: 'video' }),
          () => device.happen({ type: 'accept', media: 'audio' }),
          () => device.happen({ type: 'decline' }),
        ];
      default:
        return [() => device.happen({ type: 'hang-up' })];
    }
  }

  #others({ address }: DeviceModel): string[] {
    const accounts = this.devices.map((one) => one.address.account);
    return [...new Set(accounts)].filter((account) => account !== address.account);
  }

  #accidents(): Move[] {
    const sockets = this.devices.map((device) => () => {
      if (device.socket === 'closed') this.connect(device);
      else this.disconnect(device);
    });
    const outages = this.#links
      .filter((link) => link.state === 'up')
      .map((link) => () => {
        this.#across.push({ to: link, what: 'interrupted' });
        link.state = 'new';
      });
    const repeated = this.devices.flatMap(({ address }) => {
      const request = this.#up.get(address.device)?.[0];
      return request === undefined ? [] : [() => push(this.#up, address.device, request)];
    });
    const time = [1_000, 9_000, 31_000].map((ms) => () => this.clock.advance(ms));
    return [...sockets, ...outages, ...repeated, ...time];
  }
}

function push<T>(queues: Map<string, T[]>, key: string, item: T): void {
  const queue = queues.get(key);
  if (queue === undefined) queues.set(key, [item]);
  else queue.push(item);
}
