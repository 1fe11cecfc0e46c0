import type { Session, WebContents } from 'electron';
import type { Context } from '../host/context.ts';
import type { PermissionAsk } from '../page/messages.ts';
import { strict } from '../strict.ts';
import type { DisplayMediaStandIn } from './display-media.ts';
import type { ProtocolStandIn } from './protocol.ts';
import { WebRequestStandIn } from './web-request.ts';

type Check = NonNullable<Parameters<Session['setPermissionCheckHandler']>[0]>;
type Ask = NonNullable<Parameters<Session['setPermissionRequestHandler']>[0]>;
type Permission = Parameters<Check>[1];

/** Who asks for a permission. */
export interface Requester {
  readonly contents: WebContents;
  /** As Electron has it: `app://…`. */
  readonly url: string;
  readonly isMainFrame: boolean;
}

/** Electron's names of permissions that Chromium keeps as settings, with Chromium's. */
const settings: readonly (readonly [Permission, string, ('audio' | 'video')?])[] = [
  ['media', 'camera', 'video'],
  ['media', 'microphone', 'audio'],
  ['notifications', 'notifications'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['clipboard-read', 'clipboard-read'],
  ['speaker-selection', 'speaker-selection'],
  ['local-network-access', 'local-network-access'],
  ['local-network', 'local-network'],
  ['loopback-network', 'loopback-network'],
  ['geolocation', 'geolocation'],
  ['midi', 'midi'],
  ['idle-detection', 'idle-detection'],
  ['window-management', 'window-management'],
  ['local-fonts', 'local-fonts'],
  ['storage-access', 'storage-access'],
];

/**
 * What a page uses without a call that could be asked at, so it is asked for before it loads.
 * Everything else that the check denies stays denied here.
 */
const onRequest: ReadonlySet<Permission> = new Set([
  'local-network-access',
  'local-network',
  'loopback-network',
]);

/** The default session: its permission handlers are asked for everything a page may do. */
export class SessionStandIn {
  readonly #context: Context;
  #check: Check | null = null;
  #ask: Ask | null = null;
  readonly displayMedia: DisplayMediaStandIn;
  /** Of every page of the one origin there is. */
  zoom = 1;
  readonly webRequest: WebRequestStandIn;
  readonly api: Session;

  constructor(context: Context, protocol: ProtocolStandIn, displayMedia: DisplayMediaStandIn) {
    this.#context = context;
    this.displayMedia = displayMedia;
    this.webRequest = new WebRequestStandIn(context);
    this.api = strict<Session>('session.defaultSession', {
      protocol: protocol.api,
      webRequest: this.webRequest.api,
      setPermissionCheckHandler: (handler) => {
        this.#check = handler;
      },
      setPermissionRequestHandler: (handler) => {
        this.#ask = handler;
      },
      setDisplayMediaRequestHandler: displayMedia.setHandler,
      // No page of the stand-in can reach a device, so there is nothing to ask it for.
      setDevicePermissionHandler: () => undefined,
    });
  }

  /** Sets Chromium's permissions for the origin of a page that is about to load. */
  async apply(requester: Requester): Promise<void> {
    const { connection, context } = this.#context.requireReady('session');
    const browser = connection.session();
    const { origin, protocol } = new URL(this.#context.origins.toPage(requester.url));
    // Chromium grants nothing of this outside secure contexts, and says so when told to.
    if (protocol !== 'https:') return;
    const set = async ([permission, name, mediaType]: (typeof settings)[number]) => {
      const granted = await this.#setting(permission, mediaType, requester);
      await browser.send('Browser.setPermission', {
        origin,
        permission: { name },
        setting: granted ? 'granted' : 'denied',
        ...context,
      });
    };
    await Promise.all(settings.map(set));
  }

  /** A request at the moment of use: Chromium checks first, then asks. */
  async request({ permission, mediaTypes }: PermissionAsk, from: Requester): Promise<boolean> {
    const types = mediaTypes.length === 0 ? [undefined] : mediaTypes;
    const checked = types.every((type) => this.#askCheck(permission, type, from));
    return checked && (await this.#askRequest(permission, mediaTypes, from));
  }

  async #setting(
    permission: Permission,
    mediaType: 'audio' | 'video' | undefined,
    from: Requester,
  ): Promise<boolean> {
    if (this.#askCheck(permission, mediaType, from)) return true;
    return (
      onRequest.has(permission) && this.#ask !== null && this.#askRequest(permission, [], from)
    );
  }

  #askCheck(
    permission: Permission,
    mediaType: 'audio' | 'video' | undefined,
    { contents, url, isMainFrame }: Requester,
  ): boolean {
    const requestingOrigin = `${/^[^:]+:\/\/[^/]*/.exec(url)?.[0] ?? url}/`;
    const granted =
      this.#check?.(contents, permission, requestingOrigin, {
        isMainFrame,
        requestingUrl: url,
        ...(mediaType !== undefined && { mediaType, securityOrigin: requestingOrigin }),
      }) ?? true;
    this.#context.recorder.permissions.push({ permission, by: 'check', granted });
    return granted;
  }

  async #askRequest(
    permission: Permission,
    mediaTypes: PermissionAsk['mediaTypes'],
    { contents, url, isMainFrame }: Requester,
  ): Promise<boolean> {
    const ask = this.#ask;
    const granted =
      ask === null ||
      (await new Promise<boolean>((resolve) => {
        const details = { isMainFrame, requestingUrl: url, mediaTypes: [...mediaTypes] };
        ask(contents, permission, resolve, details);
      }));
    this.#context.recorder.permissions.push({ permission, by: 'request', granted });
    return granted;
  }
}
