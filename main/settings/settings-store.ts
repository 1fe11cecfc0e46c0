import { existsSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  defaultSettings,
  type Settings,
  type SettingsPatch,
  settingsVersion,
} from '@tatap/protocol/settings';
import type { Logger } from '../log/log.ts';
import { type Migrations, type ReadSettings, readStoredSettings } from './migrate.ts';
import { migrations as ownMigrations } from './migrations.ts';

/** A JSON file as an object: electron-store, or what stands for it in tests. */
export interface JsonFile {
  /** Reads and writes whole. Writing replaces the file at once, so that a crash leaves the old. */
  store: Record<string, unknown>;
}

interface Options {
  /** The folder of the profile. */
  readonly folder: string;
  /** Opens `name`.json in `folder`. Throws where there is a file that cannot be read. */
  readonly openFile: (folder: string, name: string) => JsonFile;
  readonly log: Logger;
  readonly now?: () => Date;
  readonly version?: number;
  readonly migrations?: Migrations;
}

const name = 'settings';

/** The settings of this installation, on disk as `settings.json`, in memory as the last word. */
export class SettingsStore {
  readonly #file: JsonFile;
  readonly #version: number;
  readonly #listeners = new Set<(settings: Settings) => void>();
  #current: Settings;
  /** The name of the file that could not be read, or `null`. */
  readonly keptAside: string | null;

  constructor({
    folder,
    openFile,
    log,
    now = () => new Date(),
    version = settingsVersion,
    migrations = ownMigrations,
  }: Options) {
    this.#version = version;
    const file = join(folder, `${name}.json`);
    const read = existsSync(file)
      ? readFile(() => openFile(folder, name).store, version, migrations)
      : ({ ok: true, settings: defaultSettings } as const);
    if (read.ok) {
      this.#current = read.settings;
      this.keptAside = null;
    } else {
      log.error('settings file cannot be used; kept aside, defaults in use', {
        issue: read.issue,
      });
      this.#current = defaultSettings;
      this.keptAside = keepAside(file, now());
    }
    this.#file = openFile(folder, name);
  }

  read(): Settings {
    return this.#current;
  }

  /**
   * Applies a change and tells the listeners.
   *
   * @throws the file system's error where it cannot be saved; nothing has changed then
   */
  write(patch: SettingsPatch): Settings {
    const next: Settings = { ...this.#current, ...withoutAbsent(patch) };
    this.#file.store = { version: this.#version, settings: next };
    this.#current = next;
    for (const listener of this.#listeners) listener(next);
    return next;
  }

  /** Returns the unsubscribe. */
  onChange(listener: (settings: Settings) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

function readFile(read: () => unknown, version: number, migrations: Migrations): ReadSettings {
  try {
    return readStoredSettings(read(), version, migrations);
  } catch (error) {
    return { ok: false, issue: error instanceof Error ? error.name : 'unreadable' };
  }
}

/** Renames `file` so that a person can look into it; returns the new name. */
function keepAside(file: string, now: Date): string {
  // Colons are not allowed in file names on Windows.
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-');
  const kept = file.replace(/\.json$/, `.unreadable-${stamp}.json`);
  renameSync(file, kept);
  return basename(kept);
}

/** Leaves out fields that are `undefined`: spreading would erase what is set. */
function withoutAbsent(patch: SettingsPatch): Partial<Settings> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
}
