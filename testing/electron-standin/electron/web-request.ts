import type {
  OnBeforeRequestListenerDetails,
  WebContents,
  WebFrameMain,
  WebRequest,
  WebRequestFilter,
} from 'electron';
import type { PageRequest } from '../chromium/paused-request.ts';
import type { Context } from '../host/context.ts';
import { NotInStandIn, strict } from '../strict.ts';

/** `Parameters` reads the last overload, which has no filter. */
type Listener = NonNullable<Parameters<WebRequest['onBeforeRequest']>[0]>;
type ResourceType = OnBeforeRequestListenerDetails['resourceType'];

/** The page and frame that a request comes from. */
export interface RequestSource {
  readonly contents: WebContents;
  readonly frame: WebFrameMain;
}

interface Hook {
  readonly listener: Listener;
  readonly matches: (url: string, type: ResourceType) => boolean;
}

/** CDP `Network.ResourceType` → Electron's name; all others are `other`. */
const types: Readonly<Record<string, ResourceType>> = {
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  Media: 'media',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  CSPViolationReport: 'cspReport',
  WebSocket: 'webSocket',
};

/** `session.webRequest` with `onBeforeRequest`. A new listener replaces the old one. */
export class WebRequestStandIn {
  readonly #context: Context;
  #hook: Hook | null = null;
  #requests = 0;
  readonly api: WebRequest;

  constructor(context: Context) {
    this.#context = context;
    const onBeforeRequest = (first: unknown, second?: unknown): void => {
      const [filter, listener] =
        typeof first === 'object' && first ? [first, second] : [null, first];
      if (listener === null) this.#hook = null;
      else if (typeof listener === 'function') {
        const matches = filter === null ? () => true : matcherOf(filter as WebRequestFilter);
        this.#hook = { listener: listener as Listener, matches };
      } else throw new TypeError('Must pass null or a Function');
    };
    this.api = strict<WebRequest>('session.webRequest', { onBeforeRequest });
  }

  /** Asks the listener whether a page may make a request. @throws {NotInStandIn} for a redirect */
  async mayRequest(request: PageRequest, { contents, frame }: RequestSource): Promise<boolean> {
    const url = this.#context.origins.toElectron(request.url);
    const isDocument = request.resourceType === 'Document';
    const documentType = frame.parent === null ? 'mainFrame' : 'subFrame';
    const resourceType = isDocument ? documentType : (types[request.resourceType] ?? 'other');
    if (this.#hook?.matches(url, resourceType) !== true) return true;
    const { listener } = this.#hook;
    const details = strict<OnBeforeRequestListenerDetails>('onBeforeRequest.details', {
      id: ++this.#requests,
      url,
      method: request.method,
      webContentsId: contents.id,
      webContents: contents,
      frame,
      resourceType,
      // `undefined`, as in Electron, when the program itself loads a page.
      initiatorOrigin: /^[^:]+:\/\/[^/]*/.exec(frame.url)?.[0],
    } as OnBeforeRequestListenerDetails);
    return new Promise((resolve, reject) => {
      let answered = false;
      listener(details, (response) => {
        if (answered) throw new Error('onBeforeRequest: callback was called twice');
        if (typeof response !== 'object' || response === null) {
          throw new TypeError('onBeforeRequest: callback needs a response');
        }
        answered = true;
        if (response.redirectURL === undefined) resolve(response.cancel !== true);
        else reject(new NotInStandIn('redirectURL of onBeforeRequest'));
      });
    });
  }
}

/** @throws {TypeError} if a URL pattern is not valid, as Electron does. */
function matcherOf({ urls, excludeUrls = [], types: only }: WebRequestFilter): Hook['matches'] {
  if (!Array.isArray(urls)) throw new TypeError('WebRequestFilter: urls is missing');
  const included = urls.map(patternOf);
  const excluded = excludeUrls.map(patternOf);
  return (url, type) =>
    (only === undefined || (only as readonly string[]).includes(type)) &&
    (included.length === 0 || included.some((pattern) => pattern.test(url))) &&
    !excluded.some((pattern) => pattern.test(url));
}

/** https://developer.chrome.com/docs/extensions/develop/concepts/match-patterns, plus ports. */
function patternOf(pattern: string): RegExp {
  if (pattern === '<all_urls>') return /^/;
  const [, scheme, host, path] = /^([a-z][a-z0-9+.-]*|\*):\/\/([^/]*)(\/.*)$/.exec(pattern) ?? [];
  if (scheme === undefined || host === undefined || path === undefined) {
    throw new TypeError(`Invalid url pattern ${pattern}`);
  }
  const literal = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  const hosts = literal(host)
    .replace(/^\*\\\./, '(?:[^/]*\\.)?')
    .replaceAll('*', '[^/]*');
  // A pattern without a port matches every port.
  const port = /:(?:\d+|\*)$/.test(host) ? '' : '(?::\\d+)?';
  const schemes = scheme === '*' ? '(?:https?|wss?)' : literal(scheme);
  return new RegExp(`^${schemes}://${hosts}${port}${literal(path).replaceAll('*', '.*')}$`);
}
