import type { DeviceId } from '@tatap/protocol/signaling';

/** What a link brings one of its two devices. */
export type LinkNews = 'connected' | 'interrupted' | 'accept' | 'agreed' | 'bye';

/** A device, as the links see it. */
export interface LinkEnd {
  readonly id: DeviceId;
  /** Whether signals reach it over the server. */
  readonly isOnline: boolean;
  hearLink(peer: DeviceId, news: LinkNews): void;
}

interface Side {
  readonly from: DeviceId;
  readonly to: DeviceId;
  state: 'new' | 'up';
  /** Whether it was up before: the two know each other's addresses and need no server. */
  met: boolean;
}

/** How long anything is under way over a link, in milliseconds. */
const tripMs = 10;
/** How often links that are not up try. */
const tryEveryMs = 100;

/**
 * The peer links between scripted devices, in real time and without media. Two devices that have
 * opened a link to each other become connected: the first time only while the server can pass their
 * descriptions on, later also without it, as an ICE restart does.
 */
export class PeerLinks {
  readonly #ends: ReadonlyMap<DeviceId, LinkEnd>;
  readonly #sides = new Map<string, Side>();
  readonly #cuts = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(ends: ReadonlyMap<DeviceId, LinkEnd>) {
    this.#ends = ends;
    this.#timer = setInterval(() => this.#connect(), tryEveryMs);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  open(from: DeviceId, to: DeviceId): void {
    this.#sides.set(`${from} ${to}`, { from, to, state: 'new', met: false });
  }

  tell(from: DeviceId, to: DeviceId, news: 'accept' | 'agreed'): void {
    const other = this.#side(to, from);
    if (this.#side(from, to)?.state === 'up' && other !== undefined) this.#bring(other, news);
  }

  /** @param to - `*` closes all links of the device */
  close(from: DeviceId, to: DeviceId | '*', farewell: 'bye' | null): void {
    for (const side of [...this.#sides.values()].filter((one) => one.from === from)) {
      if (to !== '*' && side.to !== to) continue;
      this.#sides.delete(`${from} ${side.to}`);
      const other = this.#side(side.to, from);
      if (other?.state !== 'up') continue;
      if (side.state === 'up' && farewell !== null) this.#bring(other, farewell);
      // The peer stops answering consent checks (RFC 7675), whether or not the farewell arrives.
      this.#interrupt(other);
    }
  }

  /** Nothing passes between the two for so long. */
  cut(one: DeviceId, two: DeviceId, forMs: number): void {
    this.#cuts.set(pair(one, two), performance.now() + forMs);
    for (const side of [this.#side(one, two), this.#side(two, one)]) {
      if (side?.state === 'up') this.#interrupt(side);
    }
  }

  isCut(one: DeviceId, two: DeviceId): boolean {
    return (this.#cuts.get(pair(one, two)) ?? 0) > performance.now();
  }

  /** Whether something that one side says now reaches the other. */
  isUp(one: DeviceId, two: DeviceId): boolean {
    return this.#side(one, two)?.state === 'up' && this.#side(two, one)?.state === 'up';
  }

  #side(from: DeviceId, to: DeviceId): Side | undefined {
    return this.#sides.get(`${from} ${to}`);
  }

  #interrupt(side: Side): void {
    side.state = 'new';
    this.#bring(side, 'interrupted');
  }

  #connect(): void {
    for (const side of this.#sides.values()) {
      const other = this.#side(side.to, side.from);
      if (side.state === 'up' || other === undefined || this.isCut(side.from, side.to)) continue;
      const online = [side, other].every(({ from }) => this.#ends.get(from)?.isOnline);
      if (!online && !(side.met && other.met)) continue;
      for (const one of [side, other]) {
        one.state = 'up';
        one.met = true;
        this.#bring(one, 'connected');
      }
    }
  }

  /** What is brought over one link keeps its order, because every trip takes equally long. */
  #bring(to: Side, news: LinkNews): void {
    setTimeout(() => {
      if (this.#side(to.from, to.to) === to) this.#ends.get(to.from)?.hearLink(to.to, news);
    }, tripMs);
  }
}

const pair = (one: DeviceId, two: DeviceId): string =>
  one < two ? `${one} ${two}` : `${two} ${one}`;
