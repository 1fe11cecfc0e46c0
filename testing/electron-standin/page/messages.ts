/** What a page asks of a permission, as Electron's handlers get it. */
export interface PermissionAsk {
  readonly permission: 'media' | 'display-capture' | 'fullscreen';
  readonly mediaTypes: readonly ('video' | 'audio')[];
}

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
  | { readonly kind: 'window-open'; readonly url: string }
  | { readonly kind: 'preload-failed'; readonly message: string };

/** From the main process to a page. */
export type ToPage =
  | { readonly kind: 'reply'; readonly id: number; readonly ok: true; readonly value: string }
  | { readonly kind: 'reply'; readonly id: number; readonly ok: false; readonly message: string }
  | { readonly kind: 'push'; readonly channel: string; readonly args: string }
  | { readonly kind: 'answer'; readonly id: number; readonly granted: boolean };

/** What the isolated world lends the main world to do Electron's work there. */
export interface Agent {
  ask(ask: PermissionAsk): Promise<boolean>;
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
} as const;
