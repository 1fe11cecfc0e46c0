import { EventEmitter } from 'node:events';
import type { Session, WebContents, WebFrameMain } from 'electron';
import { type DocumentRequest, type PageFrame, PageTarget } from '../chromium/page-target.ts';
import type { Context } from '../host/context.ts';
import type { FromPage } from '../page/messages.ts';
import { readPreload } from '../page/scripts.ts';
import { strict, strictInstance } from '../strict.ts';
import { preventable } from './event.ts';
import { cloneArguments, type IpcMainStandIn } from './ipc-main.ts';
import type { ProtocolStandIn } from './protocol.ts';
import type { SessionStandIn } from './session.ts';

type WindowOpenHandler = Parameters<WebContents['setWindowOpenHandler']>[0];

/** What a page of the stand-in talks to. */
export interface Services {
  readonly context: Context;
  readonly ipc: IpcMainStandIn;
  readonly protocol: ProtocolStandIn;
  readonly session: SessionStandIn;
}

interface Options {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  readonly preload: string | undefined;
  /** `isolated` keeps the zoom of this window apart from that of its origin. */
  readonly zoomMode: string;
  /** Chromium refused a server's certificate. */
  readonly onCertificateError: (url: string, error: string) => void;
  /** The page has closed itself or is gone with the browser. */
  readonly onGone: () => void;
}

/** The part of `WebContents` there is, in the types of Electron. */
type Implemented = Pick<
  WebContents,
  | 'id'
  | 'session'
  | 'mainFrame'
  | 'send'
  | 'getURL'
  | 'reload'
  | 'isDestroyed'
  | 'setWindowOpenHandler'
  | 'setZoomFactor'
  | 'getZoomFactor'
>;

/** `webContents` of a window, on a page of Chromium. */
export class WebContentsStandIn extends EventEmitter implements Implemented {
  readonly #services: Services;
  readonly #page: Promise<PageTarget>;
  readonly #options: Options;
  #target: PageTarget | null = null;
  #destroyed = false;
  #commanded: string | null = null;
  #windowOpen: WindowOpenHandler | null = null;
  #ownZoom = 1;
  /** Given out instead of `this`: what is not here throws its name. */
  readonly api: WebContents;

  constructor(services: Services, options: Options) {
    super();
    this.#services = services;
    this.#options = options;
    this.api = strictInstance<WebContents>('webContents', this);
    this.#page = this.#create();
    // Failures reach whoever loads a page; nobody may be waiting yet.
    this.#page.catch(() => undefined);
  }

  get id(): number {
    return this.#options.id;
  }

  get session(): Session {
    return this.#services.session.api;
  }

  get mainFrame(): WebFrameMain {
    return this.#frame(this.#target?.mainFrame ?? null);
  }

  getURL(): string {
    return this.#services.context.origins.toElectron(this.#target?.mainFrame?.url ?? '');
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  /** All pages of an origin share one, unless the window keeps its own. */
  setZoomFactor(factor: number): void {
    if (this.#options.zoomMode === 'isolated') this.#ownZoom = factor;
    else this.#services.session.zoom = factor;
  }

  getZoomFactor(): number {
    return this.#options.zoomMode === 'isolated' ? this.#ownZoom : this.#services.session.zoom;
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpen = handler;
  }

  send(channel: string, ...args: unknown[]): void {
    const cloned = cloneArguments(args);
    this.#target?.tell({ kind: 'push', channel, args: cloned });
  }

  reload(): void {
    this.#startNavigation(this.getURL());
    this.#target?.reload();
  }

  async load(url: string): Promise<void> {
    const page = await this.#page;
    await this.#services.session.apply({ contents: this.api, url, isMainFrame: true });
    this.#startNavigation(url);
    const loaded = this.#loaded(url);
    // Nobody waits for it where the navigation itself fails.
    loaded.catch(() => undefined);
    await page.navigate(this.#services.context.origins.toPage(url));
    await loaded;
  }

  /** Resolves when the page has loaded, rejects in Chromium's words where the window goes first. */
  #loaded(url: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error(`ERR_ABORTED (-3) loading '${url}'`));
      this.once('destroyed', gone);
      this.once('did-finish-load', () => {
        this.off('destroyed', gone);
        resolve();
      });
    });
  }

  resize(width: number, height: number): void {
    this.#page
      .then((page) => page.resize(width, height))
      // Closed meanwhile.
      .catch(() => undefined);
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    this.#page.then(
      (page) => page.close(),
      () => undefined,
    );
    this.emit('destroyed');
  }

  async #create(): Promise<PageTarget> {
    const { context } = this.#services;
    this.#target = await PageTarget.create(context.requireReady('BrowserWindow'), {
      width: this.#options.width,
      height: this.#options.height,
      preload: this.#readPreload(),
      origins: context.origins,
      listener: {
        message: (message, frame) => this.#receive(message, frame),
        document: (request) => this.#mayFetch(request),
        mayRequest: (request) =>
          this.#services.session.webRequest.mayRequest(request, {
            contents: this.api,
            frame: this.#frame(this.#target?.frame(request.frameId) ?? null),
          }),
        serve: (paused) => this.#services.protocol.serve(paused),
        certificateRefused: (url, error) => this.#options.onCertificateError(url, error),
        domReady: () => this.emit('dom-ready', {}),
        loaded: () => this.emit('did-finish-load', {}),
        crashed: () =>
          this.emit('render-process-gone', preventable({}), { reason: 'crashed', exitCode: 5 }),
        gone: () => this.#options.onGone(),
      },
    });
    return this.#target;
  }

  #readPreload(): string | null {
    const { preload } = this.#options;
    if (preload === undefined) return null;
    try {
      return readPreload(preload);
    } catch (error) {
      this.#preloadFailed(error instanceof Error ? error : new Error(String(error)));
      return null;
    }
  }

  #preloadFailed(error: Error): void {
    this.#services.context.recorder.preloadErrors.push(`${error.name}: ${error.message}`);
    this.emit('preload-error', {}, this.#options.preload, error);
  }

  #startNavigation(url: string): void {
    this.#commanded = this.#services.context.origins.toPage(url);
    this.emit('did-start-navigation', { url, isMainFrame: true, isSameDocument: false });
  }

  /** Navigations that the program ordered are not asked about, as in Electron. */
  #mayFetch({ url: pageUrl, isMainFrame, isRedirect }: DocumentRequest): boolean {
    if (isMainFrame && !isRedirect && pageUrl === this.#commanded) {
      this.#commanded = null;
      return true;
    }
    const url = this.#services.context.origins.toElectron(pageUrl);
    const details = { url, isMainFrame, isSameDocument: false };
    const names = isRedirect
      ? ['will-redirect']
      : ['will-frame-navigate', ...(isMainFrame ? ['will-navigate'] : [])];
    for (const name of names) {
      const event = preventable(details);
      this.emit(name, event, url);
      if (event.defaultPrevented) return false;
    }
    if (isMainFrame) this.emit('did-start-navigation', details);
    return true;
  }

  #receive(message: FromPage, frame: PageFrame): void {
    const page = this.#target;
    if (page === null || this.#destroyed) return;
    const event = { sender: this.api, senderFrame: this.#frame(frame) };
    switch (message.kind) {
      case 'invoke':
        void this.#services.ipc.invoke(message, event).then((reply) => page.tell(reply, frame.id));
        break;
      case 'send':
        this.#services.ipc.send(message, event);
        break;
      case 'ask':
        void this.#services.session
          .request(message.ask, {
            contents: this.api,
            url: event.senderFrame.url,
            isMainFrame: frame.parentId === null,
          })
          .then((granted) => page.tell({ kind: 'answer', id: message.id, granted }, frame.id));
        break;
      case 'display-media':
        void this.#services.session.displayMedia
          .request(message.ask, event.senderFrame)
          .then((answer) => page.tell({ kind: 'streams', id: message.id, answer }, frame.id));
        break;
      case 'window-open':
        this.#open(message.url);
        break;
      case 'preload-failed':
        this.#preloadFailed(new Error(message.message));
        break;
    }
  }

  #open(pageUrl: string): void {
    const url = this.#services.context.origins.toElectron(pageUrl);
    const response = this.#windowOpen?.({
      url,
      frameName: '',
      features: '',
      disposition: 'foreground-tab',
      referrer: { url: '', policy: 'no-referrer' },
    });
    if (response?.action !== 'deny')
      throw new Error('The Electron stand-in opens no child windows');
  }

  #frame(frame: PageFrame | null): WebFrameMain {
    const parent = frame?.parentId ?? null;
    return strict<WebFrameMain>('webFrameMain', {
      url: this.#services.context.origins.toElectron(frame?.url ?? ''),
      parent: parent === null ? null : this.#frame(this.#target?.frame(parent) ?? null),
    });
  }
}
