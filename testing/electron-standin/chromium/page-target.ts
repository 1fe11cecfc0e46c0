import type { FromPage, ToPage } from '../page/messages.ts';
import { names } from '../page/messages.ts';
import { isolatedWorldScript, mainWorldScript } from '../page/scripts.ts';
import type { Browser } from './browser.ts';
import type { CdpSession } from './cdp.ts';
import { watchCertificates } from './certificates.ts';
import type { OriginMap } from './origins.ts';
import type { FulfilledRequest, PageRequest, PausedRequest } from './paused-request.ts';

/** A frame of a page, with its address as Chromium has it. */
export interface PageFrame {
  readonly id: string;
  readonly url: string;
  readonly parentId: string | null;
}

/** A document that is about to be fetched, and whether it may. */
export interface DocumentRequest {
  readonly url: string;
  readonly isMainFrame: boolean;
  readonly isRedirect: boolean;
}

export interface PageListener {
  message(message: FromPage, frame: PageFrame): void;
  /** `false` stops the navigation. */
  document(request: DocumentRequest): boolean;
  /** `false` stops the request. */
  mayRequest(request: PageRequest): Promise<boolean>;
  /** Answers a request on an origin of the app. */
  serve(request: PausedRequest): Promise<FulfilledRequest>;
  /** `error` is Chromium's name for why. */
  certificateRefused(url: string, error: string): void;
  domReady(): void;
  loaded(): void;
  crashed(): void;
  gone(): void;
}

interface CdpFrame {
  readonly id: string;
  readonly url: string;
  readonly parentId?: string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Options {
  readonly width: number;
  readonly height: number;
  readonly preload: string | null;
  readonly origins: OriginMap;
  readonly listener: PageListener;
}

/** A page of Chromium that serves as the inside of a window. */
export class PageTarget {
  readonly #session: CdpSession;
  readonly #listener: PageListener;
  readonly #frames = new Map<string, PageFrame>();
  /** Frame by execution context; contexts of the isolated world only. */
  readonly #worlds = new Map<number, string>();
  readonly #origins: OriginMap;
  readonly id: string;

  private constructor(session: CdpSession, id: string, options: Options) {
    this.#session = session;
    this.#listener = options.listener;
    this.#origins = options.origins;
    this.id = id;
  }

  static async create({ connection, context }: Browser, options: Options): Promise<PageTarget> {
    const browser = connection.session();
    const { targetId } = await browser.send('Target.createTarget', {
      url: 'about:blank',
      newWindow: true,
      ...context,
      width: options.width,
      height: options.height,
    });
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: true });
    const session = connection.session(sessionId as string);
    const page = new PageTarget(session, targetId as string, options);
    await page.#prepare(options);
    await page.resize(options.width, options.height);
    return page;
  }

  get mainFrame(): PageFrame | null {
    return [...this.#frames.values()].find((frame) => frame.parentId === null) ?? null;
  }

  frame(id: string): PageFrame | null {
    return this.#frames.get(id) ?? null;
  }

  /** @throws {Error} with Chromium's word for why the page did not come */
  async navigate(url: string): Promise<void> {
    const { errorText } = await this.#session.send('Page.navigate', { url });
    if (typeof errorText === 'string') throw new Error(`${errorText} loading ${url}`);
  }

  /** Gives the page this many pixels; Chromium's own bars are added around it. */
  async resize(width: number, height: number): Promise<void> {
    const browser = await this.#session.send('Browser.getWindowForTarget');
    const { cssLayoutViewport } = await this.#session.send('Page.getLayoutMetrics');
    const { bounds, windowId } = browser as { bounds: Size; windowId: number };
    const { clientWidth, clientHeight } = cssLayoutViewport as Record<string, number>;
    await this.#session.send('Browser.setWindowBounds', {
      windowId,
      bounds: {
        width: width + bounds.width - (clientWidth ?? bounds.width),
        height: height + bounds.height - (clientHeight ?? bounds.height),
      },
    });
  }

  reload(): void {
    this.#session.tell('Page.reload');
  }

  /** Its scripts end first: a page that dies with its window may have no time for `pagehide`. */
  close(): void {
    this.#session.tell('Emulation.setScriptExecutionDisabled', { value: true });
    this.#session.tell('Page.close');
  }

  /** Says something to the isolated world of a frame, the main frame by default. */
  tell(message: ToPage, frameId = this.mainFrame?.id): void {
    const world = [...this.#worlds].find(([, frame]) => frame === frameId)?.[0];
    if (world === undefined) return;
    this.#session.tell('Runtime.evaluate', {
      contextId: world,
      expression: `globalThis[${JSON.stringify(names.receive)}](${JSON.stringify(JSON.stringify(message))})`,
    });
  }

  async #prepare(options: Options): Promise<void> {
    const session = this.#session;
    this.#listenToFrames();
    this.#listenToWorlds();
    session.on('Page.domContentEventFired', () => this.#listener.domReady());
    session.on('Page.loadEventFired', () => this.#listener.loaded());
    session.on('Inspector.targetCrashed', () => this.#listener.crashed());
    session.on('Inspector.detached', () => this.#listener.gone());
    session.on(
      'Fetch.requestPaused',
      (paused) => void this.#intercept(paused as unknown as PausedRequest),
    );
    await Promise.all([
      session.send('Page.enable'),
      session.send('Inspector.enable'),
      session.send('Runtime.addBinding', {
        name: names.binding,
        executionContextName: names.world,
      }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldScript() }),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        source: isolatedWorldScript(options.preload),
        worldName: names.world,
      }),
      session.send('Runtime.enable'),
      watchCertificates(session, (url, error) => this.#listener.certificateRefused(url, error)),
      session.send('Fetch.enable', {
        patterns: [
          ...options.origins.patterns().map((urlPattern) => ({ urlPattern })),
          { urlPattern: '*', resourceType: 'Document' },
          { urlPattern: 'http://*' },
          { urlPattern: 'https://*' },
        ],
      }),
    ]);
    const { frameTree } = await session.send('Page.getFrameTree');
    this.#keepFrame((frameTree as { frame: CdpFrame }).frame);
  }

  #keepFrame({ id, url, parentId }: CdpFrame): void {
    this.#frames.set(id, { id, url, parentId: parentId ?? null });
  }

  #listenToFrames(): void {
    this.#session.on('Page.frameNavigated', ({ frame }) => this.#keepFrame(frame as CdpFrame));
    this.#session.on('Page.navigatedWithinDocument', ({ frameId, url }) => {
      const frame = this.#frames.get(frameId as string);
      if (frame !== undefined) this.#frames.set(frame.id, { ...frame, url: url as string });
    });
    this.#session.on('Page.frameDetached', ({ frameId }) => {
      this.#frames.delete(frameId as string);
    });
  }

  #listenToWorlds(): void {
    this.#session.on('Runtime.executionContextCreated', ({ context }) => {
      const { id, name, auxData } = context as {
        id: number;
        name: string;
        auxData: { frameId: string };
      };
      if (name === names.world) this.#worlds.set(id, auxData.frameId);
    });
    this.#session.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      this.#worlds.delete(executionContextId as number);
    });
    this.#session.on('Runtime.executionContextsCleared', () => this.#worlds.clear());
    this.#session.on('Runtime.bindingCalled', ({ payload, executionContextId }) => {
      const frame = this.frame(this.#worlds.get(executionContextId as number) ?? '');
      if (frame !== null) this.#listener.message(JSON.parse(payload as string), frame);
    });
  }

  async #intercept(paused: PausedRequest): Promise<void> {
    const { requestId } = paused;
    try {
      if (paused.resourceType === 'Document' && !this.#mayFetchDocument(paused)) {
        this.#session.tell('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      } else if (webSocketOf(paused) !== null) {
        this.#session.tell('Fetch.fulfillRequest', {
          requestId,
          responseCode: (await this.#mayRequest(paused)) ? 204 : 403,
          responseHeaders: [],
        });
      } else if (!(await this.#mayRequest(paused))) {
        this.#session.tell('Fetch.failRequest', { requestId, errorReason: 'BlockedByClient' });
      } else if (this.#origins.schemeOf(paused.request.url) !== null) {
        this.#session.tell('Fetch.fulfillRequest', {
          requestId,
          ...(await this.#listener.serve(paused)),
        });
      } else this.#session.tell('Fetch.continueRequest', { requestId });
    } catch {
      // As Electron does where a protocol handler throws.
      this.#session.tell('Fetch.failRequest', { requestId, errorReason: 'Failed' });
    }
  }

  #mayRequest(paused: PausedRequest): Promise<boolean> {
    const { frameId, resourceType, request } = paused;
    const socket = webSocketOf(paused);
    return this.#listener.mayRequest(
      socket === null
        ? { frameId, resourceType, url: request.url, method: request.method }
        : { frameId, resourceType: 'WebSocket', url: socket, method: 'GET' },
    );
  }

  #mayFetchDocument(paused: PausedRequest): boolean {
    return this.#listener.document({
      url: paused.request.url,
      isMainFrame: this.#frames.get(paused.frameId)?.parentId === null,
      isRedirect: paused.redirectedRequestId !== undefined,
    });
  }
}

/** The address of the WebSocket that this request asks about; `null`: an ordinary request. */
function webSocketOf({ request }: PausedRequest): string | null {
  const { pathname, searchParams } = new URL(request.url);
  return pathname === names.webSocketPath ? searchParams.get('url') : null;
}
