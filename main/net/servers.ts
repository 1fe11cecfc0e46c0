/** Where the allowed servers come from. */
export interface ServerSource {
  /** The server from the settings, or else the installation's default; `null`: none yet. */
  chosen(): string | null;
  /** The development server of the pages; `null` in a packaged program. */
  readonly development: string | null;
}

/**
 * The servers that pages may connect to: the server in use, the server of the session, and one
 * server that the page checks before it is used. A page's content security policy cannot name them:
 * the policy is fixed while the page lives, and a person can change the server at any time.
 */
export class Servers {
  readonly #source: ServerSource;
  /** Server of the current or last session: the sign-out request follows the end of the session. */
  #session: { readonly serverUrl: string; readonly over: boolean } | null = null;
  #checked: string | null = null;

  constructor(source: ServerSource) {
    this.#source = source;
  }

  /** Call when the page has read or written the session; `null`: nobody is signed in. */
  signedIn(session: { readonly serverUrl: string } | null): void {
    if (session !== null) this.#session = { serverUrl: session.serverUrl, over: false };
    else if (this.#session !== null) this.#session = { ...this.#session, over: true };
  }

  /** Allows a server that the page is about to check. It replaces the one checked before. */
  check(serverUrl: string): void {
    this.#checked = serverUrl;
  }

  /** Call when the server in the settings has changed: only servers in use stay allowed. */
  changed(): void {
    this.#checked = null;
    if (this.#session?.over === true) this.#session = null;
  }

  /** Whether pages may connect to `url` (http, https, ws, wss). Host and port decide. */
  allows(url: string): boolean {
    const wanted = hostAndPortOf(url);
    const { chosen, development } = this.#source;
    const known = [chosen(), this.#session?.serverUrl, this.#checked, development];
    return wanted !== null && known.some((server) => server && hostAndPortOf(server) === wanted);
  }
}

/** `host:port` of an address, with the scheme's default port; `null`: not an address. */
function hostAndPortOf(address: string): string | null {
  const url = URL.parse(address);
  if (url === null) return null;
  const usual = url.protocol === 'https:' || url.protocol === 'wss:' ? '443' : '80';
  return `${url.hostname}:${url.port || usual}`;
}
