import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parse, type StoredSession, storedSession } from '@tatap/protocol/ipc';
import { writeFile } from 'atomically';
import type { Logger } from '../log/log.ts';

/** The part of the system's keychain that is needed, so that tests can stand in for it. */
export interface Keychain {
  /** `false` where what is written could be read by anybody who has the file. */
  protects(): Promise<boolean>;
  encrypt(plainText: string): Promise<Buffer>;
  /** @throws where the key is gone or the bytes are not its own */
  decrypt(
    encrypted: Buffer,
  ): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
}

interface Options {
  readonly folder: string;
  readonly keychain: Keychain;
  readonly log: Logger;
}

/** Keeps the session across starts, encrypted, or in memory only where nothing would protect it. */
export class SessionStore {
  readonly #file: string;
  readonly #keychain: Keychain;
  readonly #log: Logger;
  /** `undefined`: the file has not been read yet. */
  #session: StoredSession | null | undefined;
  /** Writes go one after the other, so that the last one wins on disk too. */
  #writing: Promise<unknown> = Promise.resolve();

  constructor({ folder, keychain, log }: Options) {
    this.#file = join(folder, 'session.bin');
    this.#keychain = keychain;
    this.#log = log;
  }

  async read(): Promise<StoredSession | null> {
    await this.#writing;
    if (this.#session === undefined) this.#session = await this.#readFile();
    return this.#session;
  }

  /**
   * Replaces the session; `null` forgets it.
   *
   * @throws the file system's error where it cannot be saved; the session is kept in memory then
   */
  write(session: StoredSession | null): Promise<{ persisted: boolean }> {
    this.#session = session;
    const written = this.#writing.then(() => this.#writeFile(session));
    this.#writing = written.catch(() => undefined);
    return written;
  }

  async #writeFile(session: StoredSession | null): Promise<{ persisted: boolean }> {
    if (session === null || !(await this.#keychain.protects())) {
      // An older session must not come back at the next start.
      await rm(this.#file, { force: true });
      if (session !== null) this.#log.warn('no keychain: the session lasts until the program ends');
      return { persisted: session === null };
    }
    await this.#save(await this.#keychain.encrypt(JSON.stringify(session)));
    return { persisted: true };
  }

  /** Whole or not at all: a crash in the middle leaves the old file. */
  async #save(encrypted: Buffer): Promise<void> {
    await writeFile(this.#file, encrypted, { mode: 0o600 });
  }

  async #readFile(): Promise<StoredSession | null> {
    const encrypted = await readFile(this.#file).catch(() => null);
    if (encrypted === null || !(await this.#keychain.protects())) return null;
    try {
      const { result, shouldReEncrypt } = await this.#keychain.decrypt(encrypted);
      const parsed = parse(storedSession, JSON.parse(result));
      if (!parsed.ok) throw new Error(parsed.issue);
      if (shouldReEncrypt) await this.#save(await this.#keychain.encrypt(result));
      return parsed.value;
    } catch (error) {
      // The file stays: a keychain that is locked today may open tomorrow.
      this.#log.warn('the stored session cannot be read; signing in again is needed', {
        error: error instanceof Error ? error.name : 'unknown',
      });
      return null;
    }
  }
}
