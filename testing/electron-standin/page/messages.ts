/** What a page asks of a permission, as Electron's handlers get it. */
export interface PermissionAsk {
  readonly permission: 'media' | 'fullscreen';
  readonly mediaTypes: readonly ('video' | 'audio')[];
}

/** What a page wants to capture. */
export interface DisplayMediaAsk {
  readonly video: boolean;
  readonly audio: boolean;
}

/** What it gets, or the name and words of the error. */
export type DisplayMediaAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly name: string; readonly message: string };

/** From a page to the main process, through the binding. Values are the codec's texts. */
export type FromPage =
  | {
      readonly kind: 'invoke';
      readonly id: number;
      readonly channel: string;
      readonly args: string;
    }
  | { readonly kind: 'send'; readonly channel: string; readonly args: string }
  | { readonly kind: 'ask'; readonly id: number; readonly ask: PermissionAsk }
  | { readonly kind: 'display-media'; readonly id: number; readonly ask: DisplayMediaAsk }
  | { readonly kind: 'window-open'; readonly url: string }
  | { readonly kind: 'preload-failed'; readonly message: string };

/** From the main process to a page. */
export type ToPage =
  | { readonly kind: 'reply'; readonly id: number; readonly ok: true; readonly value: string }
  | { readonly kind: 'reply'; readonly id: number; readonly ok: false; readonly message: string }
  | { readonly kind: 'push'; readonly channel: string; readonly args: string }
  | { readonly kind: 'answer'; readonly id: number; readonly granted: boolean }
  | { readonly kind: 'streams'; readonly id: number; readonly answer: DisplayMediaAnswer };

/** What the isolated world lends the main world to do Electron's work there. */
export interface Agent {
  ask(ask: PermissionAsk): Promise<boolean>;
  displayMedia(ask: DisplayMediaAsk): Promise<DisplayMediaAnswer>;
  windowOpen(url: string): void;
}

/** Names in the pages. */
export const names = {
  /** The isolated world that the preload runs in. */
  world: 'tatap-preload',
  /** The binding in that world, on which pages speak. */
  binding: 'tatapStandInSend',
  /** The function in that world that hears. */
  receive: 'tatapStandInReceive',
  /** Events between the two worlds. */
  toMain: 'tatap-stand-in-to-main',
  toIsolated: 'tatap-stand-in-to-isolated',
  /** The key under which the agent is lent; it never appears on `window`. */
  agent: 'tatap-stand-in-agent',
  /** Requested on the page's origin before a WebSocket opens. 204 allows it, 403 refuses it. */
  webSocketPath: '/.tatap-stand-in/web-socket',
} as const;
