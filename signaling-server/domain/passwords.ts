import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { FairQueue } from './fair-queue.ts';
import { type Argon2Cost, type Argon2Hash, decodePhc, encodePhc } from './phc.ts';

/**
 * OWASP's first choice where memory is limited: 19 MiB, two passes, one lane.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id
 */
export const owaspCost: Argon2Cost = { memoryKiB: 19 * 1024, passes: 2, parallelism: 1 };

/** RFC 9106, section 3.1: 16 bytes of salt are recommended for passwords. */
const saltBytes = 16;
const hashBytes = 32;

/**
 * How many hashes may be computed at once, and how many more may wait. libuv's pool has four
 * threads, and file access needs one; each computation takes 19 MiB. 200 take a few seconds.
 */
const limits = { atOnce: 3, mayWait: 200 };

/**
 * Hashes and verifies passwords with argon2id in libuv's thread pool, so the event loop stays free.
 * Methods throw QueueFullError when too many hashes wait.
 */
export class Passwords {
  readonly #cost: Argon2Cost;
  readonly #queue = new FairQueue(limits);
  /** The hash that unknown accounts are checked against; created when first needed. */
  #decoy: Promise<string> | null = null;

  constructor(cost: Argon2Cost = owaspCost) {
    this.#cost = cost;
  }

  /** Returns the PHC string to store. Networks take turns (FairQueue). */
  async hash(password: string, network: string): Promise<string> {
    const salt = randomBytes(saltBytes);
    const hash = await this.#derive(password, { ...this.#cost, salt }, hashBytes, network);
    return encodePhc({ ...this.#cost, salt, hash });
  }

  /**
   * Whether `password` matches the PHC string `kept`. With `null`, for an unknown account, it does
   * the same work and returns false. Networks take turns (FairQueue).
   */
  async verify(password: string, kept: string | null, network: string): Promise<boolean> {
    const known = decodePhc(kept ?? (await this.#decoyHash()));
    if (known === null) return false;
    const derived = await this.#derive(password, known, known.hash.byteLength, network);
    return timingSafeEqual(derived, known.hash) && kept !== null;
  }

  /** Whether `kept` was computed with other parameters than the current ones. */
  isOutdated(kept: string): boolean {
    const known = decodePhc(kept);
    return (
      known === null ||
      known.memoryKiB !== this.#cost.memoryKiB ||
      known.passes !== this.#cost.passes ||
      known.parallelism !== this.#cost.parallelism
    );
  }

  #decoyHash(): Promise<string> {
    if (this.#decoy === null) {
      this.#decoy = this.hash(randomBytes(16).toString('base64'), 'this server');
      // If the queue was full, the next call tries again.
      this.#decoy.catch(() => {
        this.#decoy = null;
      });
    }
    return this.#decoy;
  }

  #derive(
    password: string,
    of: Omit<Argon2Hash, 'hash'>,
    tagLength: number,
    network: string,
  ): Promise<Buffer> {
    return this.#queue.run(network, () =>
      argon2id({
        // RFC 8265, section 4.2.2: the same password from another keyboard must give the same
        // bytes.
        message: password.normalize('NFC'),
        nonce: of.salt,
        memory: of.memoryKiB,
        passes: of.passes,
        parallelism: of.parallelism,
        tagLength,
      }),
    );
  }
}

function argon2id(parameters: Argon2Parameters): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, derived) => {
      if (error === null) resolve(derived);
      else reject(error);
    });
  });
}
