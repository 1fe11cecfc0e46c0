import type { Migrations } from './migrate.ts';

/** One step per raise of `settingsVersion`, which is still at its first. */
export const migrations: Migrations = {};
