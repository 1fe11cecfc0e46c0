import { existsSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  defaultSettings,
  type Settings,
  type SettingsPatch,
  settingsVersion,
} from '@tatap/protocol/settings';
import ElectronStore from 'electron-store';
import type { Logger } from '../log/log.ts';
import { type Migrations, readStoredSettings, type StoredSettings } from './migrate.ts';
import { migrations as ownMigrations } from './migrations.ts';

interface Options {
  /** The folder of the profile. */
  readonly folder: string;
  readonly log: Logger;
  readonly now?: () => Date;
  readonly version?: number;
  readonly migrations?: Migrations;
}

const name = 'settings';

/** The settings of this installation, on disk as `settings.json`, in memory as the last word. */
export class SettingsStore {
  readonly #store: ElectronStore<{ version: number; settings: Settings }>;
  readonly #version: number;
  readonly #listeners = new Set<(settings: Settings) => void>();
  #current: Settings;
  /** The name of the file that could not be read, or `null`. */
  readonly keptAside: string | null;

  constructor({
    folder,
    log,
    now = () => new Date(),
    version = settingsVersion,
    migrations = ownMigrations,
  }: Options) {
    this.#version = version;
    const file = join(folder, `${name}.json`);
    const opened = existsSync(file) ? readWhole(folder) : null;
    const read =
      opened === null
        ? ({ ok: true, settings: defaultSettings } as const)
        : opened.ok
          ? readStoredSettings(opened.stored, version, migrations)
          : opened;
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
    this.#store = openStore(folder);
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
    this.#store.store = { version: this.#version, settings: next };
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

function openStore<T extends Record<string, unknown>>(folder: string): ElectronStore<T> {
  return new ElectronStore<T>({ cwd: folder, name, clearInvalidConfig: false });
}

function readWhole(
  folder: string,
):
  | { readonly ok: true; readonly stored: StoredSettings }
  | { readonly ok: false; readonly issue: string } {
  try {
    return { ok: true, stored: openStore<{ version: number; settings: unknown }>(folder).store };
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
