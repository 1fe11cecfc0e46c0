import type { Clock } from '../../clock.ts';

/** A refusal says something of requests that failed about now, not of those an hour later. */
const recentMs = 10_000;

/** News of the main process may come a moment after the request has failed. */
const graceMs = 250;

/** Remembers whose certificate was refused, to tell it from a server that is away. */
export class RefusedCertificates {
  readonly #clock: Clock;
  readonly #refusedAt = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** @param host host name, with the port where the main process says it */
  handleRefused(host: string): void {
    this.#refusedAt.set(host, this.#clock.now());
  }

  /** Whether the certificate of `serverUrl` was refused just now. */
  async refused(serverUrl: string): Promise<boolean> {
    const url = URL.parse(serverUrl);
    if (url === null || url.protocol !== 'https:') return false;
    if (this.#isRecent(url)) return true;
    await new Promise<void>((resolve) => this.#clock.after(graceMs, resolve));
    return this.#isRecent(url);
  }

  #isRecent({ host, hostname }: URL): boolean {
    const at = this.#refusedAt.get(host) ?? this.#refusedAt.get(hostname);
    return at !== undefined && this.#clock.now() - at <= recentMs;
  }
}
