/** What is let through: the server in use, and one that a person types and the page looks at. */
export interface ServerSource {
  /** The server of the settings, or this installation's own; `null`: none yet. */
  chosen(): string | null;
  /** Of pages while developing, `null` in a program that is built. */
  readonly development: string | null;
}

/**
 * The servers that pages may reach. A page's policy cannot name them: it is fixed while the page
 * lives, and a person sets the server while it runs.
 */
export class Servers {
  readonly #source: ServerSource;
  /** Of the session that there is, or was until now: signing out still speaks to its server. */
  #session: { readonly serverUrl: string; readonly over: boolean } | null = null;
  #checked: string | null = null;

  constructor(source: ServerSource) {
    this.#source = source;
  }

  /** The page has read or written the session. */
  signedIn(session: { readonly serverUrl: string } | null): void {
    if (session !== null) this.#session = { serverUrl: session.serverUrl, over: false };
    else if (this.#session !== null) this.#session = { ...this.#session, over: true };
  }

  /** The page is about to look at a server; one at a time. */
  check(serverUrl: string): void {
    this.#checked = serverUrl;
  }

  /** Another server was chosen, or none: only what is in use stays. */
  changed(): void {
    this.#checked = null;
    if (this.#session?.over === true) this.#session = null;
  }

  /** Whether pages may reach what `url` (http, https, ws, wss) names: host and port decide. */
  allows(url: string): boolean {
    const wanted = endOf(url);
    const { chosen, development } = this.#source;
    const known = [chosen(), this.#session?.serverUrl, this.#checked, development];
    return wanted !== null && known.some((server) => server && endOf(server) === wanted);
  }
}

/** Host and port that an address leads to. */
function endOf(address: string): string | null {
  const url = URL.parse(address);
  if (url === null) return null;
  const usual = url.protocol === 'https:' || url.protocol === 'wss:' ? '443' : '80';
  return `${url.hostname}:${url.port || usual}`;
}
