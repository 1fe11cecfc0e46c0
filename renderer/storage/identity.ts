import { type DeviceId, deviceId, parse } from '@tatap/protocol/signaling';
import { createKeyPair, exportPublicKey, signBytes } from '../identity/ed25519.ts';
import type { IdentityStore, OwnIdentity } from '../identity/ports.ts';
import type { Logger } from '../log.ts';

const databaseName = 'tatap';
const storeName = 'identity';
const entry = 'own';

interface Kept {
  readonly device: DeviceId;
  readonly pair: CryptoKeyPair;
}

export interface IdentityStoreOptions {
  /** `null` where the browser forbids it. */
  readonly database: IDBFactory | null;
  readonly createId: () => DeviceId;
  readonly log: Logger;
}

/**
 * The identity in IndexedDB: the one place that keeps a key which scripts can use and not read.
 * ID and key are made and kept together, so that one never outlives the other: a device whose key
 * is gone is another device. Where nothing can be kept, the identity lasts as long as the page.
 */
export function createIdentityStore(options: IdentityStoreOptions): IdentityStore {
  const { database, createId, log } = options;
  return {
    async open() {
      const device = createId();
      const pair = await createKeyPair().catch(() => null);
      if (pair === null) {
        log.error('no signing key: the page is not a secure context');
        return speechless(device);
      }
      const born: Kept = { device, pair };
      if (database === null) return identityOf(born);
      try {
        return await identityOf(await keep(database, born));
      } catch (cause) {
        log.warn('identity not kept', { cause });
        return identityOf(born);
      }
    },
  };
}

/** A device that can vouch for nothing: its calls are refused by the other side. */
function speechless(device: DeviceId): OwnIdentity {
  return {
    device,
    key: '',
    sign: () => Promise.reject(new Error('there is no signing key')),
  };
}

async function identityOf({ device, pair }: Kept): Promise<OwnIdentity> {
  return { device, key: await exportPublicKey(pair), sign: (bytes) => signBytes(pair, bytes) };
}

/** What is there already, else `born`; in one transaction, so that two tabs agree. */
async function keep(factory: IDBFactory, born: Kept): Promise<Kept> {
  const database = await opened(factory);
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
      transaction.onabort = () => reject(transaction.error);
    });
    return result;
  } finally {
    database.close();
  }
}

function opened(factory: IDBFactory): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = factory.open(databaseName, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(storeName);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
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
