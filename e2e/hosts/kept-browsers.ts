import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test';
import type { FakeDevices } from '../media/people.ts';
import { allowKeyCopies, emptyPage, readStorage, writeStorage } from './page-storage.ts';

/** A browser that outlives the specs that use it. */
export interface KeptBrowser {
  readonly browser: Browser;
  /** Where others connect to it; `null` where nobody needs to. */
  readonly endpoint: string | null;
  close(): Promise<void>;
}

/** One program's profile, in the memory of a kept browser. */
export interface KeptProfile {
  readonly context: BrowserContext;
  readonly endpoint: string | null;
}

interface OpenOptions {
  readonly devices: FakeDevices;
  /** Whose pages' storage is a part of the profile. */
  readonly origin: string;
  readonly context: BrowserContextOptions;
}

interface Entry extends KeptProfile {
  readonly origin: string;
}

const storageFile = (profileDir: string): string => path.join(profileDir, 'storage.json');

/**
 * Writes into a new context what a profile's folder holds of its pages' storage. The page
 * stays open, so that the next step can use it.
 */
export async function fillFromFolder(
  context: BrowserContext,
  origin: string,
  profileDir: string,
): Promise<void> {
  if (!existsSync(storageFile(profileDir))) return;
  const page = await emptyPage(context, origin);
  await writeStorage(page, JSON.parse(await readFile(storageFile(profileDir), 'utf8')));
}

/**
 * The browsers of a worker: one for each set of fake devices, because those are flags of a whole
 * browser. A profile is a browser context, which ends with `forget`; until then programs can be
 * closed and launched on it again.
 */
export class KeptBrowsers {
  readonly #start: (devices: FakeDevices) => Promise<KeptBrowser>;
  readonly #browsers = new Map<string, Promise<KeptBrowser>>();
  readonly #profiles = new Map<string, Entry>();

  constructor(start: (devices: FakeDevices) => Promise<KeptBrowser>) {
    this.#start = start;
  }

  /** The profile of a folder: the one there is, or a new one with what the folder holds. */
  async open(profileDir: string, options: OpenOptions): Promise<KeptProfile> {
    const known = this.#profiles.get(profileDir);
    if (known !== undefined) return known;
    const { browser, endpoint } = await this.#browserWith(options.devices);
    const context = await browser.newContext(options.context);
    await allowKeyCopies(context);
    await fillFromFolder(context, options.origin, profileDir);
    const entry = { context, endpoint, origin: options.origin };
    this.#profiles.set(profileDir, entry);
    return entry;
  }

  async save(profileDir: string): Promise<void> {
    const profile = this.#profiles.get(profileDir);
    if (profile === undefined) return;
    const page = await emptyPage(profile.context, profile.origin);
    await mkdir(profileDir, { recursive: true });
    await writeFile(storageFile(profileDir), JSON.stringify(await readStorage(page)));
    await page.close();
  }

  async forget(profileDir: string): Promise<void> {
    const profile = this.#profiles.get(profileDir);
    this.#profiles.delete(profileDir);
    await profile?.context.close();
  }

  async close(): Promise<void> {
    const starts = await Promise.allSettled(this.#browsers.values());
    await Promise.all(
      starts.map(async (start) => {
        if (start.status === 'fulfilled') await start.value.close();
      }),
    );
  }

  #browserWith(devices: FakeDevices): Promise<KeptBrowser> {
    const key = `${devices.camera} ${devices.microphone}`;
    const before = this.#browsers.get(key);
    // Set at once: two people's launches side by side share one start.
    const next = before === undefined ? this.#start(devices) : this.#usable(before, devices);
    this.#browsers.set(key, next);
    return next;
  }

  /** A spec may have ended the browser, and its start may have failed. */
  async #usable(before: Promise<KeptBrowser>, devices: FakeDevices): Promise<KeptBrowser> {
    const kept = await before.catch(() => null);
    if (kept?.browser.isConnected()) return kept;
    await kept?.close();
    return this.#start(devices);
  }
}
