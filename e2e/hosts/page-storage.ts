import type { BrowserContext, Page } from '@playwright/test';

/** What the pages of an origin keep: `localStorage` and IndexedDB. Plain data, fit for JSON. */
export interface PageStorage {
  readonly local: Readonly<Record<string, string>>;
  readonly databases: readonly Database[];
}

interface Database {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly Store[];
}

interface Store {
  readonly name: string;
  readonly keyPath: string | string[] | null;
  readonly autoIncrement: boolean;
  readonly indexes: readonly Index[];
  /** Key and value; a key is `null` where it is a part of the value. */
  readonly records: readonly (readonly [Packed | null, Packed])[];
}

interface Index {
  readonly name: string;
  readonly keyPath: string | string[];
  readonly unique: boolean;
  readonly multiEntry: boolean;
}

/** A value of the structured clone algorithm: what it is, and what it holds. */
type Packed =
  | readonly ['plain', string | number | boolean | null]
  | readonly ['undefined']
  | readonly ['date', number]
  | readonly ['bytes', string]
  | readonly ['array', readonly Packed[]]
  | readonly ['object', readonly (readonly [string, Packed])[]]
  | readonly ['key', JsonWebKey, KeyAlgorithm['name'], KeyUsage[]];

/**
 * Lets keys that pages make from now on be copied by `readStorage`. The app asks for keys that
 * nobody can read, which no copy could hold; what is written back is as the app asked for it.
 */
export async function allowKeyCopies(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    // A page without a secure context, such as about:blank, has no keys.
    if (!isSecureContext) return;
    const { generateKey } = SubtleCrypto.prototype;
    const readable = function (this: SubtleCrypto, ...args: Parameters<typeof generateKey>) {
      return generateKey.call(this, args[0], true, args[2]);
    };
    Object.assign(SubtleCrypto.prototype, { generateKey: readable });
  });
}

/**
 * An empty page of an origin, whether or not anybody serves that origin. Uses a page that
 * is already open, because a new one starts a process.
 */
export async function emptyPage(context: BrowserContext, origin: string): Promise<Page> {
  const page = context.pages()[0] ?? (await context.newPage());
  const url = `${origin}/empty`;
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto(url);
  await page.unrouteAll();
  return page;
}

/** @throws {Error} where a page keeps what cannot be copied. */
export async function readStorage(page: Page): Promise<PageStorage> {
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const pack = async (value: unknown): Promise<Packed> => {
      if (value === undefined) return ['undefined'];
      if (value === null || typeof value === 'string' || typeof value === 'boolean') {
        return ['plain', value];
      }
      if (typeof value === 'number' && Number.isFinite(value)) return ['plain', value];
      if (value instanceof Date) return ['date', value.getTime()];
      if (value instanceof CryptoKey) {
        const jwk = await crypto.subtle.exportKey('jwk', value);
        return ['key', jwk, value.algorithm.name, value.usages];
      }
      if (value instanceof ArrayBuffer) {
        const bytes = Array.from(new Uint8Array(value), (byte) => String.fromCharCode(byte));
        return ['bytes', btoa(bytes.join(''))];
      }
      if (Array.isArray(value)) return ['array', await Promise.all(value.map(pack))];
      if (Object.getPrototypeOf(value) === Object.prototype) {
        const entries = Object.entries(value as object);
        return [
          'object',
          await Promise.all(entries.map(async ([key, part]) => [key, await pack(part)] as const)),
        ];
      }
      throw new Error(`no copy of ${Object.prototype.toString.call(value)}`);
    };
    const readStore = async (store: IDBObjectStore): Promise<Store> => {
      const indexes = [...store.indexNames].map((name) => store.index(name));
      // Both before anything else is awaited: a transaction ends where nobody asks it anything.
      const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      return {
        name: store.name,
        keyPath: store.keyPath,
        autoIncrement: store.autoIncrement,
        indexes: indexes.map(({ name, keyPath, unique, multiEntry }) => ({
          name,
          keyPath,
          unique,
          multiEntry,
        })),
        records: await Promise.all(
          values.map(async (value, index) => {
            const key = store.keyPath === null ? await pack(keys[index]) : null;
            return [key, await pack(value)] as const;
          }),
        ),
      };
    };
    const readDatabase = async (name: string): Promise<Database> => {
      const database = await done(indexedDB.open(name));
      try {
        const names = [...database.objectStoreNames];
        if (names.length === 0) return { name, version: database.version, stores: [] };
        const transaction = database.transaction(names);
        const stores = names.map((store) => readStore(transaction.objectStore(store)));
        return { name, version: database.version, stores: await Promise.all(stores) };
      } finally {
        database.close();
      }
    };
    const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
    return { local: { ...localStorage }, databases: await Promise.all(names.map(readDatabase)) };
  });
}

/** Writes into an origin that keeps nothing yet; private keys come back unreadable. */
export async function writeStorage(page: Page, storage: PageStorage): Promise<void> {
  await page.evaluate(async (text) => {
    const { local, databases } = JSON.parse(text) as PageStorage;
    const unpack = async (packed: Packed): Promise<unknown> => {
      switch (packed[0]) {
        case 'plain':
          return packed[1];
        case 'undefined':
          return undefined;
        case 'date':
          return new Date(packed[1]);
        case 'bytes':
          return Uint8Array.from(atob(packed[1]), (character) => character.charCodeAt(0)).buffer;
        case 'array':
          return Promise.all(packed[1].map(unpack));
        case 'object': {
          const parts = packed[1].map(async ([key, part]) => [key, await unpack(part)] as const);
          return Object.fromEntries(await Promise.all(parts));
        }
        case 'key': {
          const [, jwk, algorithm, usages] = packed;
          const isPublic = jwk.d === undefined && jwk.k === undefined;
          return crypto.subtle.importKey('jwk', jwk, algorithm, isPublic, usages);
        }
      }
    };
    for (const [key, value] of Object.entries(local)) localStorage.setItem(key, value);
    for (const { name, version, stores } of databases) {
      // All of it first: a transaction does not wait for keys to be imported.
      const records = await Promise.all(
        stores.map((store) =>
          Promise.all(
            store.records.map(async ([key, value]) => ({
              key: key === null ? undefined : ((await unpack(key)) as IDBValidKey),
              value: await unpack(value),
            })),
          ),
        ),
      );
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name, version);
        opening.onupgradeneeded = () => {
          stores.forEach(({ name: storeName, keyPath, autoIncrement, indexes }, at) => {
            const store = opening.result.createObjectStore(storeName, { keyPath, autoIncrement });
            for (const { name: indexName, keyPath: indexPath, ...kind } of indexes) {
              store.createIndex(indexName, indexPath, kind);
            }
            for (const { key, value } of records[at] ?? []) store.put(value, key);
          });
        };
        opening.onsuccess = () => {
          opening.result.close();
          resolve();
        };
        opening.onerror = () => reject(opening.error);
      });
    }
  }, JSON.stringify(storage));
}
