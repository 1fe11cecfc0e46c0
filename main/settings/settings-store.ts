import { readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Parsed, parse } from '@tatap/protocol/ipc';
import {
  applyPatch,
  defaultSettings,
  type Settings,
  type SettingsPatch,
  settings,
  settingsVersion,
} from '@tatap/protocol/settings';
import { writeFileSync } from 'atomically';
import * as v from 'valibot';
import type { Logger } from '../log/log.ts';

/** Lifts stored settings from version `n` to `n + 1`. May throw where they make no sense. */
export type Migration = (stored: unknown) => unknown;

/** Under `n` the step from version `n` to `n + 1`. */
export type Migrations = Readonly<Record<number, Migration>>;

/** One step for each raise of `settingsVersion`, which is still at its first. */
const ownMigrations: Migrations = {};

/** What the file holds. */
const storedSettings = v.object({
  version: v.pipe(v.number(), v.integer(), v.minValue(0)),
  settings: v.unknown(),
});

interface Options {
  /** The folder of the profile. */
  readonly folder: string;
  readonly log: Logger;
  readonly now?: () => Date;
  readonly version?: number;
  readonly migrations?: Migrations;
}

type Listener = (now: Settings, before: Settings) => void;

/** The settings of this installation: one copy in memory, and `settings.json` in the profile. */
export class SettingsStore {
  readonly #file: string;
  readonly #version: number;
  readonly #listeners = new Set<Listener>();
  #current: Settings;
  /** The name under which a file that could not be used is kept, or `null`. */
  readonly keptAside: string | null = null;

  constructor(options: Options) {
    const { folder, log, now = () => new Date() } = options;
    const { version = settingsVersion, migrations = ownMigrations } = options;
    this.#file = join(folder, 'settings.json');
    this.#version = version;
    const read = readSettings(this.#file, version, migrations);
    this.#current = read.ok ? read.value : defaultSettings;
    if (read.ok) return;
    log.error('settings file cannot be used; defaults in use', { issue: read.issue });
    this.keptAside = keepAside(this.#file, now(), log);
  }

  read(): Settings {
    return this.#current;
  }

  /**
   * Applies a change, writes the file whole, and tells the listeners.
   *
   * @throws the file system's error where the file cannot be written; nothing has changed then
   */
  write(patch: SettingsPatch): Settings {
    const before = this.#current;
    const now = applyPatch(before, patch);
    writeFileSync(this.#file, JSON.stringify({ version: this.#version, settings: now }));
    this.#current = now;
    for (const listener of this.#listeners) listener(now, before);
    return now;
  }

  /** Returns the unsubscribe. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** Defaults where there is no file; an issue where there is one that makes no sense. */
function readSettings(file: string, version: number, migrations: Migrations): Parsed<Settings> {
  try {
    return liftSettings(JSON.parse(readFileSync(file, 'utf8')), version, migrations);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    if (missing) return { ok: true, value: defaultSettings };
    // The message of a syntax error quotes the file.
    return { ok: false, issue: error instanceof Error ? error.name : 'unreadable' };
  }
}

/**
 * Lifts what a file holds to `currentVersion`, step by step, and validates it. A file of a newer
 * version is used where it validates: a person who goes back a version keeps their devices.
 */
export function liftSettings(
  stored: unknown,
  currentVersion: number,
  migrations: Migrations,
): Parsed<Settings> {
  const parsed = parse(storedSettings, stored);
  if (!parsed.ok) return parsed;
  let { version, settings: value } = parsed.value;
  for (; version < currentVersion; version++) {
    const migration = migrations[version];
    if (migration === undefined) return { ok: false, issue: `no way up from ${version}` };
    value = migration(value);
  }
  return parse(settings, value);
}

/** Renames `file`, so that a person can look into it; returns the new name. */
function keepAside(file: string, now: Date, log: Logger): string | null {
  // Colons are not allowed in file names on Windows.
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-');
  const kept = file.replace(/\.json$/, `.unreadable-${stamp}.json`);
  try {
    renameSync(file, kept);
    return basename(kept);
  } catch (error) {
    log.error('settings file could not be kept aside', { error });
    return null;
  }
}
