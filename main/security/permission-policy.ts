import { isAppUrl } from '../net/origin.ts';

/**
 * What pages of the app may ask for.
 *
 * `display-capture` alone opens nothing: what is captured is answered by the display media request
 * handler, which asks the person each time. The last three are Chromium's local
 * network permissions: without them a server or a person on the same network may be out of reach.
 */
const allowed: ReadonlySet<string> = new Set([
  'media',
  'display-capture',
  'notifications',
  'fullscreen',
  'speaker-selection',
  'clipboard-sanitized-write',
  'local-network-access',
  'local-network',
  'loopback-network',
]);

/** A question about a permission, from the request handler or the check handler. */
export interface PermissionQuestion {
  readonly permission: string;
  /** Origin or address of the frame that asks. */
  readonly requester: string;
  /** Only set where a frame of another origin asks inside a page. */
  readonly embedder?: string | undefined;
}

/** Only the listed permissions, and only for the app's own origin. */
export function mayUse({ permission, requester, embedder }: PermissionQuestion): boolean {
  return (
    allowed.has(permission) &&
    isAppUrl(requester) &&
    (embedder === undefined || embedder === '' || isAppUrl(embedder))
  );
}
