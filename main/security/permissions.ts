import { type MediaAccessPermissionRequest, type Session, session } from 'electron';
import type { Logger } from '../log/log.ts';
import { isAppUrl, isTrustedSender } from '../net/origin.ts';

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

/** The system's consent for camera and microphone, asked for where it has not been given. */
export type RequestMediaAccess = (kind: 'camera' | 'microphone') => Promise<string>;

/** Answers every permission question of every page. What is captured of screens: `main/screen`. */
export function setupPermissions(requestMediaAccess: RequestMediaAccess, log: Logger): void {
  guard(session.defaultSession, requestMediaAccess, log);
}

function guard(target: Session, requestMediaAccess: RequestMediaAccess, log: Logger): void {
  target.setPermissionCheckHandler((_contents, permission, origin, details) =>
    mayUse({ permission, requester: origin, embedder: details.embeddingOrigin }),
  );

  target.setPermissionRequestHandler((contents, permission, callback, details) => {
    const trusted =
      mayUse({ permission, requester: details.requestingUrl }) &&
      isTrustedSender(contents.mainFrame) &&
      details.isMainFrame;
    if (!trusted) {
      log.warn('permission refused', { permission });
      callback(false);
      return;
    }
    if (permission !== 'media') {
      callback(true);
      return;
    }
    systemConsent(details, requestMediaAccess).then(callback, (error: unknown) => {
      log.error('asking the system for media access failed', { error });
      callback(false);
    });
  });

  // USB, HID and serial devices are nothing the app uses.
  target.setDevicePermissionHandler(() => false);
}

/** Refused by the system for one kind is refused: Chromium would deliver silence or black. */
async function systemConsent(
  details: MediaAccessPermissionRequest,
  requestMediaAccess: RequestMediaAccess,
): Promise<boolean> {
  for (const type of details.mediaTypes ?? []) {
    const access = await requestMediaAccess(type === 'video' ? 'camera' : 'microphone');
    if (access === 'denied' || access === 'restricted') return false;
  }
  return true;
}
