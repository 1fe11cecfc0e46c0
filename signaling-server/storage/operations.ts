import type { Storage } from '../domain/ports.ts';
import type { StoreName } from './stores.ts';

/** In SQLite a write waits for other writes, and a read does not wait (WAL mode). */
export type OperationKind = 'read' | 'write';

/** Every method of every store, with its kind. A missing method is a compile error. */
export const operations = {
  accounts: {
    create: 'write',
    find: 'read',
    passwordHash: 'read',
    replacePasswordHash: 'write',
    update: 'write',
    delete: 'write',
  },
  sessions: {
    open: 'write',
    findByToken: 'read',
    list: 'read',
    touch: 'write',
    revoke: 'write',
    revokeOthers: 'write',
    endingBefore: 'read',
    sweep: 'write',
  },
  contacts: {
    list: 'read',
    find: 'read',
    acceptedBy: 'read',
    count: 'read',
    write: 'write',
    annotate: 'write',
  },
  missedCalls: { add: 'write', list: 'read', take: 'write' },
  acceptedCalls: { add: 'write', remove: 'write', list: 'read' },
  invitations: { create: 'write', madeBy: 'read', sweep: 'write' },
  recoveryCodes: {
    put: 'write',
    ownSince: 'read',
    opens: 'read',
    use: 'write',
    changePassword: 'write',
    sweep: 'write',
  },
} as const satisfies {
  readonly [S in StoreName]: { readonly [M in keyof Storage[S]]: OperationKind };
};

/** A call of a store's method, or of `check`. */
export type Operation =
  | { readonly store: StoreName; readonly method: string; readonly args: readonly unknown[] }
  | 'check';

export function kindOf(operation: Operation): OperationKind {
  if (operation === 'check') return 'write';
  const kinds: Readonly<Record<string, OperationKind>> = operations[operation.store];
  return kinds[operation.method] ?? 'write';
}

/** Performs an operation on a storage. */
export function perform(storage: Storage, operation: Operation): Promise<unknown> {
  if (operation === 'check') return storage.check();
  const store = storage[operation.store];
  const method: unknown = Reflect.get(store, operation.method);
  if (typeof method !== 'function') throw new TypeError(`no operation ${operation.method}`);
  return Reflect.apply(method, store, operation.args);
}

/** A storage whose methods all call `ask`. */
export function storesFrom(
  ask: (operation: Operation) => Promise<unknown>,
): Pick<Storage, StoreName> {
  const storeOf = (store: StoreName) =>
    Object.fromEntries(
      Object.keys(operations[store]).map((method) => [
        method,
        (...args: readonly unknown[]) => ask({ store, method, args }),
      ]),
    );
  const stores = Object.keys(operations).map((store) => [store, storeOf(store as StoreName)]);
  return Object.fromEntries(stores) as Pick<Storage, StoreName>;
}
