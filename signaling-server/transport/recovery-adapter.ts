import type { EventName, EventPayload } from '@tatap/protocol/signaling';
import {
  Adapter,
  type BroadcastOptions,
  type PrivateSessionId,
  type Room,
  type Session,
  type SocketId,
} from 'socket.io-adapter';
import { besideSnapshot, type SentEvent, sortedBeside } from '../domain/registrar-snapshot.ts';
import {
  charactersOf,
  DeviceLog,
  type EventData,
  logIdOf,
  type Meter,
  mostKeptCharacters,
  mostKeptEvents,
} from './device-log.ts';

/** Packet type EVENT (Socket.IO protocol, version 5). */
const eventPacket = 2;

/** The limit for all logs together, in characters; about 128 MB of memory. */
const mostKeptTotal = 64 * 1024 * 1024;

/** The session that Socket.IO passes for a lost socket. */
type LostSession = Parameters<Adapter['persistSession']>[0];

interface Packet {
  readonly type: number;
  readonly id?: number;
  readonly data: EventData;
}

type MemberState =
  /** Connected. Events are held back until `registered` is sent. */
  | { readonly is: 'registering'; readonly held: EventData[]; characters: number }
  | { readonly is: 'live' }
  /**
   * Resumed, and its snapshot is being read. Events that the snapshot may include are held back.
   */
  | { readonly is: 'catching-up'; readonly held: EventData[]; characters: number }
  /** Lost. Its device may resume it. Times are monotonic, in milliseconds. */
  | { readonly is: 'lost'; readonly session: LostSession; readonly lostAt: number }
  /** Its device asks to resume it after `offset`, and is not authenticated yet. */
  | {
      readonly is: 'returning';
      readonly session: LostSession;
      readonly lostAt: number;
      readonly offset: string;
    };

type Holding = Extract<MemberState, { is: 'registering' | 'catching-up' }>;

interface Member {
  readonly log: DeviceLog;
  state: MemberState;
}

export interface RecoveryOptions {
  /** Monotonic time in milliseconds. */
  readonly now: () => number;
  /** How long a lost socket can be resumed. */
  readonly windowMs: number;
  /** A connected device has received every event that is older than this. */
  readonly deliveredAfterMs: number;
}

/**
 * A Socket.IO adapter for one process, with connection state recovery. Socket.IO's own
 * `SessionAwareAdapter` has three problems: it keeps the packets of all sockets in one list for a
 * time, it sends missed packets before the device is authenticated, and it resumes a socket only
 * after the server has noticed its end. This adapter keeps a limited log for each socket and sends
 * nothing before `resume`. It also resumes a socket that still looks connected to the server: a
 * laptop that changes networks is back long before its old connection times out. See docs/adr/0006.
 */
export class RecoveryAdapter extends Adapter {
  readonly #options: RecoveryOptions;
  readonly #members = new Map<SocketId, Member>();
  /** Sockets by the IDs of their logs. */
  readonly #owners = new Map<string, SocketId>();
  readonly #kept: Meter = { characters: 0 };

  /** `namespace` comes from Socket.IO, which creates the adapter. */
  constructor(namespace: unknown, options: RecoveryOptions) {
    super(namespace);
    this.#options = options;
  }

  /**
   * Called when a resumed socket is connected: sends the missed events. `false`: some of them were
   * dropped, because too many came during the handshake.
   */
  resume(id: SocketId): boolean {
    const member = this.#members.get(id);
    if (member?.state.is !== 'returning' || !member.log.covers(member.state.offset)) return false;
    const { offset } = member.state;
    member.state = { is: 'live' };
    for (const data of member.log.after(offset)) this.#write(id, data);
    return true;
  }

  /**
   * Called when calls and presence are read for the snapshot of a resumed socket: events that the
   * snapshot may include are held back.
   */
  hold(id: SocketId): void {
    const member = this.#members.get(id);
    if (member?.state.is === 'live') member.state = { is: 'catching-up', held: [], characters: 0 };
  }

  /** Sends `registered` and the events that were held back. */
  register(id: SocketId, snapshot: EventPayload<'registered'>): void {
    const member = this.#members.get(id);
    if (member?.state.is !== 'registering' && member?.state.is !== 'catching-up') return;
    const { held, is } = member.state;
    const arrival = is === 'registering' ? 'fresh' : 'resumed';
    const { before, after } = sortedBeside(snapshot, arrival, held as unknown as SentEvent[]);
    member.state = { is: 'live' };
    for (const event of before) this.#give(id, event);
    this.#give(id, ['registered', snapshot]);
    for (const event of after) this.#give(id, event);
  }

  /** Drops old events and lost sockets. Called regularly. */
  sweep(): void {
    const { deliveredAfterMs, now } = this.#options;
    for (const [id, { log, state }] of this.#members) {
      if (state.is === 'lost' && this.#isTooLate(state)) this.#forget(id);
      else if (state.is === 'live') log.prune(now() - deliveredAfterMs);
    }
  }

  override addAll(id: SocketId, rooms: Set<Room>): void {
    void super.addAll(id, rooms);
    if (this.#members.has(id)) return;
    const log = new DeviceLog(this.#kept);
    this.#members.set(id, { log, state: { is: 'registering', held: [], characters: 0 } });
    this.#owners.set(log.id, id);
  }

  /**
   * Called by Socket.IO when a socket has ended. A socket that may be resumed stays in its rooms.
   */
  override delAll(id: SocketId): void {
    const member = this.#members.get(id);
    if (member?.state.is === 'returning') {
      const { lostAt, session } = member.state;
      member.state = { is: 'lost', lostAt, session };
    } else if (member?.state.is !== 'lost') {
      this.#forget(id);
    }
  }

  override broadcast(packet: Packet, options: BroadcastOptions): void {
    const isKept = packet.type === eventPacket && packet.id === undefined;
    if (!isKept || options.flags?.volatile === true) super.broadcast(packet, options);
    else for (const id of this.#addressed(options)) this.#give(id, packet.data);
  }

  /** Sockets that the server disconnects on purpose cannot be resumed. */
  override disconnectSockets(options: BroadcastOptions, close: boolean): void {
    super.disconnectSockets(options, close);
    for (const id of [...this.#addressed(options)]) {
      if (this.#members.get(id)?.state.is === 'lost') this.#forget(id);
    }
  }

  /** A socket that has not got `registered` cannot be resumed. */
  override persistSession(session: LostSession): void {
    const member = this.#members.get(session.sid);
    if (member?.state.is !== 'live' && member?.state.is !== 'catching-up') return;
    const { state } = member;
    if (state.is === 'catching-up') for (const event of state.held) this.#keep(member.log, event);
    member.state = { is: 'lost', session, lostAt: this.#options.now() };
  }

  /**
   * Called by Socket.IO when a device asks to resume its socket, before the device is
   * authenticated. So it returns no missed packets; `resume` sends them.
   *
   * @throws Error if the socket cannot be resumed. Then Socket.IO creates a fresh one.
   */
  override async restoreSession(pid: PrivateSessionId, offset: string): Promise<Session> {
    const id = this.#owners.get(logIdOf(offset)) ?? '';
    const member = this.#members.get(id);
    if (member?.log.covers(offset) !== true) throw new Error('no such event');
    if (member.state.is === 'live' || member.state.is === 'catching-up') this.#abandon(id);
    const { state } = member;
    if (state.is !== 'lost' || state.session.pid !== pid || this.#isTooLate(state)) {
      throw new Error('no such socket');
    }
    member.state = { ...state, is: 'returning', offset };
    return { ...state.session, rooms: [], missedPackets: [] };
  }

  /** Closes a dead connection at once. Socket.IO calls `persistSession` before this returns. */
  #abandon(id: SocketId): void {
    this.nsp.sockets.get(id)?.conn.close(true);
  }

  #isTooLate({ lostAt }: { readonly lostAt: number }): boolean {
    return lostAt < this.#options.now() - this.#options.windowMs;
  }

  /** The sockets that a broadcast is for, lost ones included. */
  #addressed({ rooms, except = new Set() }: BroadcastOptions): Iterable<SocketId> {
    const [room] = rooms;
    if (room === undefined) return this.sids.keys();
    if (rooms.size === 1 && except.size === 0) return this.rooms.get(room) ?? [];
    const ids = new Set<SocketId>();
    for (const name of rooms) for (const id of this.rooms.get(name) ?? []) ids.add(id);
    for (const name of except) for (const id of this.rooms.get(name) ?? []) ids.delete(id);
    return ids;
  }

  /** Keeps an event for a socket and sends it, or holds it back. */
  #give(id: SocketId, event: EventData): void {
    const member = this.#members.get(id);
    if (member === undefined) return;
    const { log, state } = member;
    const beside = besideSnapshot(event[0] as EventName);
    const waits =
      (state.is === 'registering' && beside !== 'at-once') ||
      (state.is === 'catching-up' && beside === 'in-snapshot');
    if (waits) {
      this.#hold(id, state, event);
      return;
    }
    const data = beside === 'at-once' ? log.number(event) : this.#keep(log, event);
    if (state.is !== 'lost' && state.is !== 'returning') this.#write(id, data);
    if (this.#kept.characters > mostKeptTotal) this.#keepLess();
  }

  #keep(log: DeviceLog, event: EventData): EventData {
    return log.keep(event, charactersOf(event), this.#options.now());
  }

  /** If too many events are held back, the device must reconnect. */
  #hold(id: SocketId, state: Holding, event: EventData): void {
    state.held.push(event);
    state.characters += charactersOf(event);
    const isTooMuch = state.held.length > mostKeptEvents || state.characters > mostKeptCharacters;
    if (isTooMuch) this.#abandon(id);
  }

  #write(id: SocketId, data: EventData): void {
    super.broadcast({ type: eventPacket, data }, { rooms: new Set([id]) });
  }

  /** Clears the logs of the oldest sockets. */
  #keepLess(): void {
    for (const { log } of this.#members.values()) {
      if (this.#kept.characters <= mostKeptTotal / 2) return;
      log.clear();
    }
  }

  #forget(id: SocketId): void {
    super.delAll(id);
    const member = this.#members.get(id);
    if (member === undefined) return;
    member.log.clear();
    this.#owners.delete(member.log.id);
    this.#members.delete(id);
  }
}
