/** The privileged scheme the pages are served from. */
export const appScheme = 'app';

/** The one host under it, so that all pages share one origin, `app://tatap`. */
export const appHost = 'tatap';

/** Address of a page or file of the app; `file` is relative to `dist/renderer`. */
export function appUrl(file: string): string {
  return `${appScheme}://${appHost}/${file}`;
}

/**
 * Whether `url` belongs to the app's own origin. Scheme and host are compared one by one:
 * `URL.origin` is the string `null` for every scheme that the URL standard does not know.
 */
export function isAppUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null &&
    parsed.protocol === `${appScheme}:` &&
    parsed.hostname === appHost &&
    parsed.port === '' &&
    parsed.username === '' &&
    parsed.password === ''
  );
}

/** What is known of the frame that sent a message. */
export interface SenderFrame {
  readonly url: string;
  /** `null` for the top frame of a window. */
  readonly parent: unknown;
}

/**
 * Whether a message may be believed to come from the app: scheme and host are its own, and it is
 * the top frame of its window. `null`: the frame has navigated away or is gone.
 */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && isAppUrl(frame.url);
}
