import { type DeviceId, deviceId, parse } from '@tatap/protocol/signaling';
import type { Clock } from '../clock.ts';
import { createKeyPair, exportPublicKey, signBytes } from '../identity/ed25519.ts';
import type { IdentityStore, OwnIdentity } from '../identity/model.ts';
import type { Logger } from '../log.ts';

const databaseName = 'tatap';
const storeName = 'identity';
const entry = 'own';

/**
 * How long the database has to answer. A slow disk takes a second or two; a database that another
 * page blocks, or that is damaged, may never answer.
 */
export const answerWithinMs = 6_000;

interface Kept {
  readonly device: DeviceId;
  readonly pair: CryptoKeyPair;
}

export interface IdentityStoreOptions {
  /** `null` where the browser forbids it. */
  readonly database: IDBFactory | null;
  readonly createId: () => DeviceId;
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * The identity in IndexedDB: the one place that keeps a key which scripts can use and not read.
 * ID and key are made and kept together, so that one never outlives the other: a device whose key
 * is gone is another device. Where nothing can be kept, the identity lasts as long as the page.
 */
export function createIdentityStore(options: IdentityStoreOptions): IdentityStore {
  const { database, createId, clock, log } = options;
  return {
    async open() {
      const device = createId();
      const pair = await createKeyPair().catch(() => null);
      if (pair === null) {
        log.error('no signing key: the page is not a secure context');
        return withoutKey(device);
      }
      const born: Kept = { device, pair };
      if (database === null) return identityOf(born, false);
      const late = new AbortController();
      const cancel = clock.after(answerWithinMs, () => late.abort());
      try {
        return await identityOf(await keep(database, born, late.signal, log), true);
      } catch (cause) {
        log.warn('identity not kept', { cause });
        return identityOf(born, false);
      } finally {
        cancel();
      }
    },
  };
}

/** A device that can vouch for nothing: its calls are refused by the other side. */
function withoutKey(device: DeviceId): OwnIdentity {
  return {
    device,
    key: '',
    kept: false,
    sign: () => Promise.reject(new Error('there is no signing key')),
  };
}

async function identityOf({ device, pair }: Kept, kept: boolean): Promise<OwnIdentity> {
  const key = await exportPublicKey(pair);
  return { device, key, kept, sign: (bytes) => signBytes(pair, bytes) };
}

/**
 * What is there already, else `born`; in one transaction, so that two tabs agree. Rejects when it
 * is `late`, and changes nothing after that.
 */
async function keep(
  factory: IDBFactory,
  born: Kept,
  late: AbortSignal,
  log: Logger,
): Promise<Kept> {
  const database = await opened(factory, late, log);
  try {
    const transaction = database.transaction(storeName, 'readwrite');
    const store = transaction.objectStore(storeName);
    const reading = store.get(entry);
    let result = born;
    reading.onsuccess = () => {
      const there = keptIn(reading.result);
      if (there === null) store.put(born, entry);
      else result = there;
    };
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error('transaction aborted'));
      late.addEventListener('abort', () => {
        reject(new Error('the database did not answer'));
        transaction.abort();
      });
    });
    return result;
  } finally {
    database.close();
  }
}

function opened(factory: IDBFactory, late: AbortSignal, log: Logger): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(databaseName, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    // The other page may let go of it in time.
    opening.onblocked = () => log.warn('identity blocked by another page');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      // A page of a newer version, or one that deletes everything, is not kept waiting.
      database.onversionchange = () => database.close();
      if (late.aborted) database.close();
      else resolve(database);
    };
    late.addEventListener('abort', () => reject(new Error('the database did not open')));
  });
}

/** `null` where it is nothing of ours. */
function keptIn(value: unknown): Kept | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('device' in value && 'pair' in value)) return null;
  const device = parse(deviceId, value.device);
  const { pair } = value;
  return device.ok && isKeyPair(pair) ? { device: device.value, pair } : null;
}

function isKeyPair(value: unknown): value is CryptoKeyPair {
  if (typeof value !== 'object' || value === null) return false;
  if (!('privateKey' in value && 'publicKey' in value)) return false;
  const { privateKey, publicKey } = value;
  return (
    privateKey instanceof CryptoKey &&
    publicKey instanceof CryptoKey &&
    privateKey.algorithm.name === 'Ed25519' &&
    publicKey.algorithm.name === 'Ed25519'
  );
}

/** The page's databases; `null` where the browser forbids them. */
export function pageDatabase(): IDBFactory | null {
  try {
    return window.indexedDB ?? null;
  } catch {
    return null;
  }
}
