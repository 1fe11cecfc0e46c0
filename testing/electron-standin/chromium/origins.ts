/**
 * Chromium knows no `app://`. A host under it becomes one under https when the scheme was
 * registered as secure, and under plain http otherwise, so that a page is a secure context exactly
 * when it would be one in Electron. The main process sees `app://` everywhere.
 */
export class OriginMap {
  readonly #schemes = new Map<string, 'http' | 'https'>();

  add(scheme: string, secure: boolean): void {
    this.#schemes.set(scheme, secure ? 'https' : 'http');
  }

  /** The scheme of an address of the page, or `null` where it is not one of ours. */
  schemeOf(pageUrl: string): string | null {
    const url = URL.parse(pageUrl);
    const scheme = url === null ? undefined : /\.([a-z0-9+-]+)-scheme$/.exec(url.hostname)?.[1];
    return scheme !== undefined && `${this.#schemes.get(scheme)}:` === url?.protocol
      ? scheme
      : null;
  }

  /** `app://tatap/x` to `https://tatap.app-scheme/x`; other addresses stay. */
  toPage(url: string): string {
    const match = /^([a-z0-9+-]+):\/\/([^/?#]*)(.*)$/.exec(url);
    const transport = this.#schemes.get(match?.[1] ?? '');
    return match === null || transport === undefined
      ? url
      : `${transport}://${match[2]}.${match[1]}-scheme${match[3]}`;
  }

  /** The other way: what Electron would say; other addresses stay. */
  toElectron(pageUrl: string): string {
    const scheme = this.schemeOf(pageUrl);
    if (scheme === null) return pageUrl;
    const { hostname, origin } = new URL(pageUrl);
    const host = hostname.slice(0, -`.${scheme}-scheme`.length);
    return `${scheme}://${host}${pageUrl.slice(origin.length)}`;
  }

  /** URL patterns for request interception. */
  patterns(): readonly string[] {
    return [...this.#schemes].map(([scheme, transport]) => `${transport}://*.${scheme}-scheme/*`);
  }
}
