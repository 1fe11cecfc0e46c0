import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { Gate } from './gate.ts';
import { type Argon2Cost, type Argon2Hash, decodePhc, encodePhc } from './phc.ts';

/**
 * OWASP's first choice where memory is dear: 19 MiB, two passes, one lane.
 * https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html#argon2id
 */
export const owaspCost: Argon2Cost = { memoryKiB: 19 * 1024, passes: 2, parallelism: 1 };

/** RFC 9106, section 3.1: 16 bytes of salt are recommended for passwords. */
const saltBytes = 16;
const hashBytes = 32;

/**
 * How many hashings may run at once, and how many more may wait. libuv's pool has four threads, and
 * files want one; each hashing takes 19 MiB while it runs. 200 are some seconds' work.
 */
const limits = { atOnce: 3, mayWait: 200 };

/**
 * Hashes and checks passwords with argon2id, off the event loop. What exceeds the limits gets a
 * GateFullError.
 */
export class Passwords {
  readonly #cost: Argon2Cost;
  readonly #gate = new Gate(limits);
  /** What unknown accounts are checked against; made on first need. */
  #decoy: Promise<string> | null = null;

  constructor(cost: Argon2Cost = owaspCost) {
    this.#cost = cost;
  }

  /** The PHC string to keep. Work takes turns by `network`. */
  async hash(password: string, network: string): Promise<string> {
    const salt = randomBytes(saltBytes);
    const hash = await this.#derive(password, { ...this.#cost, salt }, hashBytes, network);
    return encodePhc({ ...this.#cost, salt, hash });
  }

  /**
   * Whether `password` is the one behind `kept`. With `null`, for an account that does not exist,
   * the same work is done and the answer is no. Work takes turns by `network`.
   */
  async verify(password: string, kept: string | null, network: string): Promise<boolean> {
    const known = decodePhc(kept ?? (await this.#decoyHash()));
    if (known === null) return false;
    const derived = await this.#derive(password, known, known.hash.byteLength, network);
    return timingSafeEqual(derived, known.hash) && kept !== null;
  }

  /** Whether `kept` was made with other parameters than today's. */
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
      // A full gate must not spoil the decoy for good.
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
    return this.#gate.pass(network, () =>
      argon2id({
        // RFC 8265, section 4.2.2: the same password typed on another keyboard is the same bytes.
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
