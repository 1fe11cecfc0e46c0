import type { EventName, EventPayload } from '@tatap/protocol/signaling';

/** Where packets go: Engine.IO's socket. */
export interface Wire {
  write(data: string): unknown;
}

/** Packets that are kept for a device that comes back; more than a call's whole negotiation. */
const maxPackets = 512;
const maxCharacters = 256 * 1024;

/** Counts what was sent to devices, in characters. */
export interface Traffic {
  characters: number;
}

interface Kept {
  readonly text: string;
  readonly at: number;
}

/**
 * The events to one device, numbered, with the latest kept: after a gap the device names the last
 * number that it got, and is sent the rest (Socket.IO's connection state recovery). Bounded for
 * each device, where Socket.IO's own adapter keeps every packet of everybody for minutes.
 */
export class Outbox {
  readonly #now: () => number;
  readonly #traffic: Traffic;
  #wire: Wire | null = null;
  /** The number of the first packet kept. */
  #first = 1;
  #kept: Kept[] = [];
  #characters = 0;

  constructor(now: () => number, traffic: Traffic) {
    this.#now = now;
    this.#traffic = traffic;
  }

  /** Numbers, keeps and (while connected) sends. */
  send<N extends EventName>(name: N, payload: EventPayload<N>): void {
    const offset = this.#first + this.#kept.length;
    // Socket.IO protocol v5: Engine.IO message, packet type 2 (EVENT), name and arguments; the
    // last argument is the offset that the client repeats.
    const text = `2${JSON.stringify([name, payload, String(offset)])}`;
    this.#kept.push({ text, at: this.#now() });
    this.#characters += text.length;
    this.#traffic.characters += text.length;
    if (this.#kept.length > maxPackets || this.#characters > maxCharacters) this.#dropHalf();
    this.#wire?.write(text);
  }

  /** Whether everything after `offset` is still here. */
  covers(offset: string): boolean {
    if (!/^\d{1,15}$/.test(offset)) return false;
    const number = Number(offset);
    const next = this.#first + this.#kept.length;
    return number >= this.#first - 1 && number < next;
  }

  /** Connected: sends from now on, first what the device has missed after `offset`. */
  open(wire: Wire, offset: string | null): void {
    this.#wire = wire;
    if (offset === null) return;
    this.#drop(Number(offset) - this.#first + 1);
    for (const { text } of this.#kept) wire.write(text);
  }

  /** Not connected any more; what is sent now is kept. */
  close(): void {
    this.#wire = null;
  }

  /**
   * Forgets what a connected device must have got: it has answered a ping that was sent after
   * `before`, and packets keep their order.
   */
  prune(before: number): void {
    if (this.#wire === null) return;
    const fresh = this.#kept.findIndex(({ at }) => at >= before);
    this.#drop(fresh === -1 ? this.#kept.length : fresh);
  }

  #dropHalf(): void {
    this.#drop(Math.ceil(this.#kept.length / 2));
  }

  #drop(count: number): void {
    if (count <= 0) return;
    for (const { text } of this.#kept.splice(0, count)) this.#characters -= text.length;
    this.#first += count;
  }
}
