import type { Storage } from '../domain/ports.ts';
import { accountStore, invitationStore } from './accounts.ts';
import { acceptedCallStore, missedCallStore } from './calls.ts';
import { contactStore } from './contacts.ts';
import { recoveryCodeStore } from './recovery-codes.ts';
import type { Db } from './schema.ts';
import { sessionStore } from './sessions.ts';

/**
 * The parts of Storage that are stores. Only the storage thread loads this file: it brings Kysely
 * with it, and the main thread needs the type alone.
 */
export type StoreName = Exclude<keyof Storage, 'check' | 'close'>;

/**
 * The stores on a database of any dialect. They rely on three things:
 *
 * - methods that run at the same time end as if they had run one after another: SQLite has one
 *   writer at a time, PostgreSQL needs the isolation level `serializable`;
 * - a method that fails with `busy` has done nothing and may be called again;
 * - text is compared byte by byte (PostgreSQL: `collate "C"`), and whole numbers are `number`.
 */
export const storesOn = (db: Db): Pick<Storage, StoreName> => ({
  accounts: accountStore(db),
  sessions: sessionStore(db),
  contacts: contactStore(db),
  missedCalls: missedCallStore(db),
  acceptedCalls: acceptedCallStore(db),
  invitations: invitationStore(db),
  recoveryCodes: recoveryCodeStore(db),
});
