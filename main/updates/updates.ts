import type { Logger } from '../log/log.ts';

/** Long enough after the start to leave the first call alone; often enough for a security fix. */
const firstCheckMs = 60_000;
const checkEveryMs = 6 * 60 * 60_000;

/** How often a question waits for the end of a call. */
const callPatienceMs = 60_000;

/** Where new versions come from. */
export interface UpdateFeed {
  /** Looks for a newer version and fetches it; `null` where there is none. */
  fetchNewer(): Promise<{ readonly version: string } | null>;
  /** Ends the program and starts the new version. */
  install(): void;
}

export interface UpdateEffects {
  readonly feed: UpdateFeed;
  readonly isInCall: () => boolean;
  /** Whether the person wants to restart now; what is fetched is installed at the end otherwise. */
  readonly askToRestart: (version: string) => Promise<'now' | 'later'>;
}

/** Looks for new versions, never during a call, and asks before it restarts the program. */
export class Updates {
  readonly #effects: UpdateEffects;
  readonly #log: Logger;
  #timer: NodeJS.Timeout | null = null;

  constructor(effects: UpdateEffects, log: Logger) {
    this.#effects = effects;
    this.#log = log;
  }

  start(): void {
    this.#wait(firstCheckMs, () => this.#check());
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #check(): Promise<void> {
    // The line belongs to the call.
    if (this.#effects.isInCall()) {
      this.#wait(callPatienceMs, () => this.#check());
      return;
    }
    try {
      const found = await this.#effects.feed.fetchNewer();
      if (found === null) this.#wait(checkEveryMs, () => this.#check());
      else await this.#offer(found.version);
    } catch (error) {
      this.#log.warn('no update', { error });
      this.#wait(checkEveryMs, () => this.#check());
    }
  }

  async #offer(version: string): Promise<void> {
    if (this.#effects.isInCall()) {
      this.#wait(callPatienceMs, () => this.#offer(version));
      return;
    }
    this.#log.info('update fetched', { version });
    const answer = await this.#effects.askToRestart(version);
    if (answer === 'later') return;
    // A call may have begun while the question stood there.
    if (this.#effects.isInCall()) this.#wait(callPatienceMs, () => this.#offer(version));
    else this.#effects.feed.install();
  }

  #wait(ms: number, then: () => Promise<void>): void {
    this.#timer = setTimeout(() => {
      then().catch((error: unknown) => this.#log.error('update failed', { error }));
    }, ms);
    this.#timer.unref?.();
  }
}
