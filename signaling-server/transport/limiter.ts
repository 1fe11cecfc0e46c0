import type { AccountId, DeviceAddress, RequestName } from '@tatap/protocol/signaling';
import { type Rate, TokenBucket, TokenBuckets } from './token-bucket.ts';
import type { RealtimeConfig } from './types.ts';

/** How many seconds' worth of requests may come at once. A peer link trickles in bursts. */
const burstS = 5;

/** Introductions that may come at once: somebody who adds all their friends. */
const introductionsBurst = 30;

/** How many seconds' worth of refused requests a socket may make before it is disconnected. */
const patienceS = 20;

/** A handshake costs a look into storage, more than most requests. */
const handshakeTokens = 5;

/** Packets of any kind: more than the requests that get a refusal, so that those come first. */
const packetsPerRequest = 2;

/** What a socket may send for each request that it may make; most have some hundred bytes. */
const bytesPerRequest = 8 * 1024;

/**
 * How many characters one account may have relayed, counted once per receiver: a call to somebody
 * with twenty devices starts with about 200 kB. The figures are per request that a socket may send
 * in a second. With the default of 100 requests that is 128 kB a second and a burst of 4 MB.
 */
const relayedPerRequest = { perSecond: 1.28 * 1024, burst: 40 * 1024 };

/** What reaches others unasked, or tells whether an ID is somebody's. */
const introductions: ReadonlySet<RequestName> = new Set([
  'call.invite',
  'call.attach',
  'contact.request',
  'contact.block',
  'contact.unblock',
]);

/** Rate limits of everybody: each bucket is one socket's, account's or network's own. */
export class Limiter {
  readonly #socketRate: Rate;
  readonly #patience: Rate;
  readonly #packets: Rate;
  readonly #bytes: Rate;
  readonly #accounts: TokenBuckets;
  readonly #networks: TokenBuckets;
  readonly #upgrades: TokenBuckets;
  readonly #introductions: TokenBuckets;
  readonly #relayed: TokenBuckets;

  constructor(limits: RealtimeConfig['limits']) {
    const { requestsPerSecondPerSocket: perSocket, requestsPerSecondPerAddress: perAddress } =
      limits;
    this.#socketRate = sustained(perSocket);
    this.#patience = { perSecond: perSocket, burst: perSocket * patienceS };
    this.#packets = {
      perSecond: perSocket * packetsPerRequest,
      burst: perSocket * packetsPerRequest * (burstS + patienceS),
    };
    this.#bytes = {
      perSecond: perSocket * bytesPerRequest,
      burst: perSocket * bytesPerRequest * (burstS + patienceS),
    };
    this.#relayed = new TokenBuckets({
      perSecond: perSocket * relayedPerRequest.perSecond,
      burst: perSocket * relayedPerRequest.burst,
    });
    this.#accounts = new TokenBuckets(sustained(perSocket * 2));
    this.#networks = new TokenBuckets(sustained(perAddress));
    this.#upgrades = new TokenBuckets(sustained(perAddress));
    this.#introductions = new TokenBuckets({
      perSecond: limits.introductionsPerMinute / 60,
      burst: Math.max(introductionsBurst, limits.introductionsPerMinute),
    });
  }

  /** A connection that wants to become a socket: 0, or after how many milliseconds it may. */
  upgrade(network: string, now: number): number {
    return this.#upgrades.of(network, now).take(now);
  }

  /** A handshake from a network: 0, or after how many milliseconds it may be tried again. */
  handshake(network: string, now: number): number {
    return this.#networks.of(network, now).take(now, handshakeTokens);
  }

  /** For the packets of one connection, whatever is in them. */
  packets(now: number): TokenBucket {
    return new TokenBucket(this.#packets, now);
  }

  /** For what arrives on one connection, in bytes: also what is refused has to be read first. */
  bytes(now: number): TokenBucket {
    return new TokenBucket(this.#bytes, now);
  }

  /** So many characters of an account's signals went to others. */
  relayed(account: AccountId, characters: number, now: number): void {
    this.#relayed.of(account, now).spend(characters);
  }

  /** The limits of one socket, together with those that it shares. */
  forSocket({ account }: DeviceAddress, network: string, now: number): SocketLimits {
    return new SocketLimits({
      own: new TokenBucket(this.#socketRate, now),
      patience: new TokenBucket(this.#patience, now),
      shared: (at) => [this.#accounts.of(account, at), this.#networks.of(network, at)],
      introductions: (at) => this.#introductions.of(account, at),
      relayed: (at) => this.#relayed.of(account, at),
    });
  }
}

/** What comes of a request that wants to be let in. */
export type Admission =
  | { readonly is: 'admitted' }
  | { readonly is: 'refused'; readonly retryAfterMs: number }
  /** It went on far beyond its limits: the socket is to be disconnected. */
  | { readonly is: 'disconnect' };

const admitted: Admission = { is: 'admitted' };

interface Buckets {
  readonly own: TokenBucket;
  readonly patience: TokenBucket;
  readonly shared: (now: number) => readonly TokenBucket[];
  readonly introductions: (now: number) => TokenBucket;
  /** In characters. */
  readonly relayed: (now: number) => TokenBucket;
}

export class SocketLimits {
  readonly #buckets: Buckets;

  constructor(buckets: Buckets) {
    this.#buckets = buckets;
  }

  /** `name` is null for an event that is no request. What is refused takes nothing. */
  admit(name: RequestName | null, now: number): Admission {
    const { own, patience, shared, introductions: introducing, relayed } = this.#buckets;
    const buckets = [own, ...shared(now)];
    if (name !== null && introductions.has(name)) buckets.push(introducing(now));
    const relaying = name === 'call.signal' ? relayed(now).waitMs(now) : 0;
    const waitMs = Math.max(relaying, ...buckets.map((bucket) => bucket.waitMs(now)));
    if (waitMs === 0) {
      for (const bucket of buckets) bucket.spend();
      return admitted;
    }
    if (patience.take(now) > 0) return { is: 'disconnect' };
    return { is: 'refused', retryAfterMs: waitMs };
  }
}

/** So many per second, and some seconds' worth at once. */
export function sustained(perSecond: number): Rate {
  return { perSecond, burst: perSecond * burstS };
}
