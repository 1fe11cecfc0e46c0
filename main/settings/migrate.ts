import { parse } from '@tatap/protocol/ipc';
import { type Settings, settings } from '@tatap/protocol/settings';

/** Lifts a stored value from version `n` to `n + 1`. May throw where the value makes no sense. */
export type Migration = (stored: unknown) => unknown;

/** Under `n` the step from version `n` to `n + 1`. */
export type Migrations = Readonly<Record<number, Migration>>;

/** What a settings file holds. */
export interface StoredSettings {
  readonly version: number;
  readonly settings: unknown;
}

export type ReadSettings =
  | { readonly ok: true; readonly settings: Settings }
  | { readonly ok: false; readonly issue: string };

/**
 * Lifts a stored file to `currentVersion` and validates it. A file of a newer version is accepted
 * where it validates: a person who goes back a version keeps their devices.
 *
 * Anything else (no version, no way up, a value the schema refuses) is an `issue`.
 */
export function readStoredSettings(
  stored: unknown,
  currentVersion: number,
  migrations: Migrations,
): ReadSettings {
  if (!isStoredSettings(stored)) return { ok: false, issue: 'no version' };
  let value = stored.settings;
  try {
    for (let version = stored.version; version < currentVersion; version++) {
      const migration = migrations[version];
      if (migration === undefined) return { ok: false, issue: `no way up from ${version}` };
      value = migration(value);
    }
  } catch (error) {
    return { ok: false, issue: error instanceof Error ? error.message : 'migration failed' };
  }
  const parsed = parse(settings, value);
  return parsed.ok
    ? { ok: true, settings: parsed.value }
    : { ok: false, issue: `settings, ${parsed.issue}` };
}

function isStoredSettings(stored: unknown): stored is StoredSettings {
  return (
    typeof stored === 'object' &&
    stored !== null &&
    'settings' in stored &&
    'version' in stored &&
    Number.isInteger(stored.version) &&
    Number(stored.version) >= 0
  );
}
