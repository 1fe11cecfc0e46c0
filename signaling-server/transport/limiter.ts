import type { AccountId, DeviceAddress, RequestName } from '@tatap/protocol/signaling';
import { type Rate, TokenBucket, TokenBuckets } from './token-bucket.ts';
import type { RealtimeConfig } from './types.ts';

/** The burst in seconds of the sustained rate. Trickled ICE candidates come in bursts. */
const burstS = 5;

/** The burst of introductions: a person adds all their friends. */
const introductionsBurst = 30;

/**
 * The burst of refused requests, in seconds of the sustained rate. Beyond it the socket is
 * disconnected.
 */
const refusedBurstS = 20;

/** A handshake reads from storage, so it costs more than most requests. */
const handshakeTokens = 5;

/**
 * Packets of any kind per request. More than one, so that requests are refused before the
 * connection is closed.
 */
const packetsPerRequest = 2;

/** Bytes per request; most requests have some hundred bytes. */
const bytesPerRequest = 8 * 1024;

/**
 * How many characters of signals are relayed for one account, counted once per receiver. A call to
 * a person with twenty devices starts with about 200 kB. The figures are per request per second of
 * one socket: the default of 100 gives 128 kB per second and a burst of 4 MB.
 */
const relayedPerRequest = { perSecond: 1.28 * 1024, burst: 40 * 1024 };

/** Requests that reach other people unasked, or that can reveal whether an ID exists. */
const introductions: ReadonlySet<RequestName> = new Set([
  'call.invite',
  'call.attach',
  'contact.request',
  'contact.block',
  'contact.unblock',
]);

/** All rate limits. Each socket, account and network has its own buckets. */
export class Limiter {
  readonly #socketRate: Rate;
  readonly #refused: Rate;
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
    this.#refused = { perSecond: perSocket, burst: perSocket * refusedBurstS };
    this.#packets = {
      perSecond: perSocket * packetsPerRequest,
      burst: perSocket * packetsPerRequest * (burstS + refusedBurstS),
    };
    this.#bytes = {
      perSecond: perSocket * bytesPerRequest,
      burst: perSocket * bytesPerRequest * (burstS + refusedBurstS),
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

  /**
   * Counts an upgrade to a WebSocket. Returns 0 if it is allowed, otherwise the milliseconds to
   * wait.
   */
  upgrade(network: string, now: number): number {
    return this.#upgrades.of(network, now).take(now);
  }

  /** Counts a handshake. Returns 0 if it is allowed, otherwise the milliseconds to wait. */
  handshake(network: string, now: number): number {
    return this.#networks.of(network, now).take(now, handshakeTokens);
  }

  /** The bucket for packets of one connection, of any content. */
  packets(now: number): TokenBucket {
    return new TokenBucket(this.#packets, now);
  }

  /**
   * The bucket for bytes of one connection. Refused requests count too, because the server has to
   * read them.
   */
  bytes(now: number): TokenBucket {
    return new TokenBucket(this.#bytes, now);
  }

  /** Charges relayed characters to the account of the sender. */
  relayed(account: AccountId, characters: number, now: number): void {
    this.#relayed.of(account, now).spend(characters);
  }

  /** The limits of one socket, including those that it shares. */
  forSocket({ account }: DeviceAddress, network: string, now: number): SocketLimits {
    return new SocketLimits({
      own: new TokenBucket(this.#socketRate, now),
      refused: new TokenBucket(this.#refused, now),
      shared: (at) => [this.#accounts.of(account, at), this.#networks.of(network, at)],
      introductions: (at) => this.#introductions.of(account, at),
      relayed: (at) => this.#relayed.of(account, at),
    });
  }
}

/** The decision about a request. */
export type Admission =
  | { readonly is: 'admitted' }
  | { readonly is: 'refused'; readonly retryAfterMs: number }
  /** The socket sent far more than its limits allow and must be disconnected. */
  | { readonly is: 'disconnect' };

const admitted: Admission = { is: 'admitted' };

interface Buckets {
  readonly own: TokenBucket;
  readonly refused: TokenBucket;
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

  /** `name` is null for an unknown event. A refused request takes no tokens. */
  admit(name: RequestName | null, now: number): Admission {
    const { own, refused, shared, introductions: introducing, relayed } = this.#buckets;
    const buckets = [own, ...shared(now)];
    if (name !== null && introductions.has(name)) buckets.push(introducing(now));
    const relaying = name === 'call.signal' ? relayed(now).waitMs(now) : 0;
    const waitMs = Math.max(relaying, ...buckets.map((bucket) => bucket.waitMs(now)));
    if (waitMs === 0) {
      for (const bucket of buckets) bucket.spend();
      return admitted;
    }
    if (refused.take(now) > 0) return { is: 'disconnect' };
    return { is: 'refused', retryAfterMs: waitMs };
  }
}

/** A rate per second with the default burst. */
export function sustained(perSecond: number): Rate {
  return { perSecond, burst: perSecond * burstS };
}
