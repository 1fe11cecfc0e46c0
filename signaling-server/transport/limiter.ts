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

/** What reaches others unasked, or tells whether an ID is somebody's. */
const introductions: ReadonlySet<RequestName> = new Set([
  'call.invite',
  'contact.request',
  'contact.block',
  'contact.unblock',
]);

/** Rate limits of everybody: each bucket is one socket's, account's or network's own. */
export class Limiter {
  readonly #socketRate: Rate;
  readonly #patience: Rate;
  readonly #accounts: TokenBuckets;
  readonly #networks: TokenBuckets;
  readonly #introductions: TokenBuckets;

  constructor(limits: RealtimeConfig['limits']) {
    this.#socketRate = sustained(limits.requestsPerSecondPerSocket);
    this.#patience = {
      perSecond: limits.requestsPerSecondPerSocket,
      burst: limits.requestsPerSecondPerSocket * patienceS,
    };
    this.#accounts = new TokenBuckets(sustained(limits.requestsPerSecondPerSocket * 2));
    this.#networks = new TokenBuckets(sustained(limits.requestsPerSecondPerAddress));
    this.#introductions = new TokenBuckets({
      perSecond: limits.introductionsPerMinute / 60,
      burst: Math.max(introductionsBurst, limits.introductionsPerMinute),
    });
  }

  /** A handshake from a network: 0, or after how many milliseconds it may be tried again. */
  handshake(network: string, now: number): number {
    const bucket = this.#networks.of(network, now);
    let waitMs = 0;
    for (let taken = 0; taken < handshakeTokens && waitMs === 0; taken += 1) {
      waitMs = bucket.take(now);
    }
    return waitMs;
  }

  /** The limits of one socket, together with those that it shares. */
  forSocket(device: DeviceAddress, network: string, now: number): SocketLimits {
    return new SocketLimits(
      new TokenBucket(this.#socketRate, now),
      new TokenBucket(this.#patience, now),
      (at) => this.#accounts.take(device.account, at) || this.#networks.take(network, at),
      (at) => this.#introductions.take(device.account satisfies AccountId, at),
    );
  }

  /** Forgets what is no longer needed. */
  sweep(now: number): void {
    this.#accounts.sweep(now);
    this.#networks.sweep(now);
    this.#introductions.sweep(now);
  }
}

/** What comes of a request that wants to be let in. */
export type Admission =
  | { readonly is: 'admitted' }
  | { readonly is: 'refused'; readonly retryAfterMs: number }
  /** It went on far beyond its limits: the socket is to be disconnected. */
  | { readonly is: 'outlawed' };

const admitted: Admission = { is: 'admitted' };

export class SocketLimits {
  readonly #own: TokenBucket;
  readonly #patience: TokenBucket;
  readonly #takeShared: (now: number) => number;
  readonly #takeIntroduction: (now: number) => number;

  constructor(
    own: TokenBucket,
    patience: TokenBucket,
    takeShared: (now: number) => number,
    takeIntroduction: (now: number) => number,
  ) {
    this.#own = own;
    this.#patience = patience;
    this.#takeShared = takeShared;
    this.#takeIntroduction = takeIntroduction;
  }

  /** `name` is null for an event that is no request. */
  admit(name: RequestName | null, now: number): Admission {
    // Its own bucket first: a socket that floods takes nothing from those it shares with.
    const waitMs =
      this.#own.take(now) ||
      this.#takeShared(now) ||
      (name !== null && introductions.has(name) ? this.#takeIntroduction(now) : 0);
    if (waitMs === 0) return admitted;
    if (this.#patience.take(now) > 0) return { is: 'outlawed' };
    return { is: 'refused', retryAfterMs: waitMs };
  }
}

function sustained(perSecond: number): Rate {
  return { perSecond, burst: perSecond * burstS };
}
