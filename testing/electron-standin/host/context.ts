import type { Browser } from '../chromium/browser.ts';
import { OriginMap } from '../chromium/origins.ts';
import type { StandInOptions } from './options.ts';
import { Recorder } from './record.ts';

/** What the parts of the stand-in share. */
export class Context {
  readonly options: StandInOptions;
  readonly recorder = new Recorder();
  readonly origins = new OriginMap();
  /** `null` before `ready`, when Electron has neither windows nor sessions. */
  #browser: Browser | null = null;

  constructor(options: StandInOptions) {
    this.options = options;
  }

  get isReady(): boolean {
    return this.#browser !== null;
  }

  becomeReady(browser: Browser): void {
    this.#browser = browser;
  }

  async closeBrowser(): Promise<void> {
    await this.#browser?.end();
  }

  /** @throws {Error} in Electron's way where `what` is used too early */
  requireReady(what: string): Browser {
    if (this.#browser === null) throw new Error(`${what} can only be used after app is ready`);
    return this.#browser;
  }

  /** @throws {Error} where `what` comes too late */
  requireNotReady(what: string): void {
    if (this.#browser !== null) throw new Error(`${what} should be called before app is ready`);
  }
}
