import { randomUUID } from 'node:crypto';
import type { EndReason } from '@tatap/protocol/call';
import type {
  AccountId,
  CallId,
  Contact,
  DeviceAddress,
  DeviceId,
  EventPayload,
  MissedCall,
  RequestInput,
  RequestName,
} from '@tatap/protocol/signaling';
import { silentLogger } from '../../renderer/log.ts';
import { SignalingClient } from '../../renderer/signaling/client.ts';
import { openSocketIo } from '../../renderer/signaling/socket-io.ts';
import type { OpenTransport } from '../../renderer/signaling/transport.ts';
import { systemClock } from '../../signaling-server/app/system-clock.ts';
import { DeviceKeys } from '../server/device-keys.ts';
import { CallMachine, type HeldCall } from './call-machine.ts';
import type { LinkEnd, LinkNews, PeerLinks } from './peer-links.ts';
import type { Random } from './random.ts';

/** What a device tells the script. */
export interface DeviceObserver {
  /** @param from - when the connect began whose snapshot this is, by `performance.now` */
  registered(device: ScriptedDevice, truth: EventPayload<'registered'>, from: number): void;
  missed(device: ScriptedDevice, call: MissedCall): void;
  ended(device: ScriptedDevice, call: HeldCall, reason: EndReason): void;
  accepted(device: ScriptedDevice): void;
  stepped(device: ScriptedDevice, callId: CallId | null, step: string): void;
  /** The server does not know the device's session, or has ended it. */
  signedOut(device: ScriptedDevice, why: string): void;
}

/** One start of the device's program: what is lost when it ends. */
interface Program {
  readonly client: SignalingClient;
  readonly machine: CallMachine;
  readonly contacts: Map<AccountId, Contact>;
  /** Missed calls that it was told of and has not taken. */
  readonly missed: Set<CallId>;
  /** When the connection that it has now was registered; `null` while it has none. */
  onlineSince: number | null;
}

interface DeviceOptions {
  readonly url: string;
  readonly account: AccountId;
  readonly random: Random;
  readonly links: PeerLinks;
  readonly observer: DeviceObserver;
}

/** A device with the client's own connection and call machine; no camera, no links of WebRTC. */
export class ScriptedDevice implements LinkEnd {
  readonly id: DeviceId = randomUUID();
  readonly address: DeviceAddress;
  readonly keys = new DeviceKeys();
  readonly random: Random;
  readonly #options: DeviceOptions;
  #token = '';
  #program: Program | null = null;
  /** Until when no packet reaches the server, by `performance.now`. */
  #cutUntil = 0;
  #drop = (): void => {};
  #connectBegan = 0;
  #future: 'returns' | 'for-good' = 'returns';

  constructor(options: DeviceOptions) {
    this.#options = options;
    this.random = options.random;
    this.address = { account: options.account, device: this.id };
  }

  get token(): string {
    return this.#token;
  }

  signedIn(token: string): void {
    this.#token = token;
  }

  /** Whether its program runs. */
  get isLiving(): boolean {
    return this.#program !== null;
  }

  /** Whether its program runs again some time. */
  get isToReturn(): boolean {
    return this.#future === 'returns';
  }

  get isOnline(): boolean {
    return this.onlineSince !== null;
  }

  get onlineSince(): number | null {
    return this.#program?.onlineSince ?? null;
  }

  /** Whether the network between it and the server is down by the script's will. */
  get isAbsent(): boolean {
    return this.#cutUntil > performance.now();
  }

  get calls(): readonly HeldCall[] {
    return this.#program?.machine.calls ?? [];
  }

  /** Contacts as the server has told them to this program. */
  get contacts(): ReadonlyMap<AccountId, Contact> {
    return this.#program?.contacts ?? new Map();
  }

  /** Missed calls that this program was told of. */
  get missed(): CallId[] {
    return [...(this.#program?.missed ?? [])];
  }

  isBusyTo(callId: CallId): boolean {
    return this.#program?.machine.isBusyTo(callId) === true;
  }

  /** Whether the program that runs now has, or had, this call. */
  hasHeld(callId: CallId): boolean {
    return this.#program?.machine.hasHeld(callId) === true;
  }

  /** Its call machine; `null` while its program does not run. */
  get machine(): CallMachine | null {
    return this.#program?.machine ?? null;
  }

  /** Starts its program: nothing is known of calls before. */
  start(): void {
    const { url, links, observer } = this.#options;
    const client = new SignalingClient({
      openTransport: this.#openTransport,
      clock: systemClock,
      random: this.random.next,
      log: silentLogger,
      diagnose: async () => 'unreachable',
    });
    const contacts = new Map<AccountId, Contact>();
    const machine = new CallMachine({
      address: this.address,
      keys: this.keys,
      clock: systemClock,
      signaling: client,
      isContact: (person) => contacts.get(person)?.relation === 'accepted',
      linkOpened: (to) => links.open(this.id, to),
      linkTold: (to, news) => links.tell(this.id, to, news),
      linkClosed: (to, farewell) => links.close(this.id, to, farewell),
      ended: (call, reason) => observer.ended(this, call, reason),
      accepted: () => observer.accepted(this),
      stepped: (callId, step) => observer.stepped(this, callId, step),
    });
    const program: Program = {
      client,
      machine,
      contacts,
      missed: new Set(),
      onlineSince: null,
    };
    this.#program = program;
    this.#follow(program);
    client.open({ serverUrl: url, token: this.#token, deviceId: this.id });
  }

  /**
   * Ends its program.
   *
   * @param how - `crash`: nobody is told; `goodbye`: the server is, as when a page is closed
   * @param future - whether it is started again
   */
  stop(how: 'crash' | 'goodbye', future: 'returns' | 'for-good' = 'returns'): void {
    const program = this.#program;
    this.#program = null;
    this.#future = future;
    if (program === null) return;
    program.machine.stop();
    this.#options.links.close(this.id, '*', null);
    if (how === 'crash') program.client.leave();
    else program.client.close();
  }

  /** Loses its connection to the server and cannot make another for so long. */
  loseServer(forMs: number): void {
    this.#cutUntil = performance.now() + forMs;
    this.#drop();
  }

  /** The network is there again, whatever was said before. */
  findServer(): void {
    this.#cutUntil = 0;
    this.#program?.client.reconnect();
  }

  ask<N extends RequestName>(name: N, payload: RequestInput<N>) {
    return this.#program?.client.request(name, payload) ?? null;
  }

  hearLink(peer: DeviceId, news: LinkNews): void {
    this.#program?.machine.hearLink(peer, news);
  }

  #follow(program: Program): void {
    const { client, contacts, missed } = program;
    const { observer } = this.#options;
    client.state.subscribe(({ state, ...more }) => {
      if (state !== 'online') program.onlineSince = null;
      if (this.#program !== program) return;
      if (state === 'ended' || state === 'incompatible') {
        observer.signedOut(this, `${state} ${JSON.stringify(more)}`);
      }
    });
    client.on('registered', (truth) => {
      program.onlineSince = performance.now();
      missed.clear();
      for (const { callId } of truth.missed) missed.add(callId);
      contacts.clear();
      for (const contact of truth.contacts) contacts.set(contact.id, contact);
      observer.registered(this, truth, this.#connectBegan);
    });
    client.on('contact.changed', ({ contact }) => void contacts.set(contact.id, contact));
    client.on('contact.removed', ({ id }) => void contacts.delete(id));
    client.on('presence.changed', ({ id, presence }) => {
      const contact = contacts.get(id);
      if (contact !== undefined) contacts.set(id, { ...contact, presence });
    });
    client.on('missed.added', (call) => {
      missed.add(call.callId);
      observer.missed(this, call);
    });
  }

  /** The client's own transport, behind a network that the script can take away. */
  readonly #openTransport: OpenTransport = (credentials, events) => {
    const transport = openSocketIo(credentials, events);
    this.#drop = () => transport.drop();
    return {
      ...transport,
      connect: (withinMs) => {
        this.#connectBegan = performance.now();
        if (this.isAbsent) setTimeout(() => events.onConnectError(undefined), 20);
        else transport.connect(withinMs);
      },
    };
  };
}
