import * as v from 'valibot';

/**
 * The lock of a profile. At most one page holds it; the others wait in a queue. The browser frees
 * it when the page that holds it is closed, reloaded, or crashes.
 */
export interface ProfileLock {
  /**
   * Asks for the lock.
   *
   * @param how - `wait`: enters the queue; `steal`: takes it from its holder at once
   * @returns gives the lock back, or leaves the queue; nothing is told after that
   */
  acquire(how: 'wait' | 'steal', events: LockEvents): () => void;
}

export interface LockEvents {
  onHeld(): void;
  /** Another page holds it. This page waits for it now. */
  onBusy(): void;
  /** Another page has stolen it. */
  onStolen(): void;
}

/** What the pages of a profile tell each other. Other kinds come from newer versions: ignored. */
export const pageMessage = v.variant('kind', [
  /** A page has begun to wait: the owner says how it stands. */
  v.object({ kind: v.literal('who-owns') }),
  v.object({ kind: v.literal('owner'), inCall: v.boolean() }),
  /** The person wants to use the sending page: the owner ends what it does. */
  v.object({ kind: v.literal('take') }),
  /** The sending page owned the profile until it was reloaded. */
  v.object({ kind: v.literal('reloaded') }),
  /** The owner has ended what it did; the lock may be stolen. */
  v.object({ kind: v.literal('yielded') }),
  /** The sending page was the owner, and has entered the queue: it wants to come first. */
  v.object({ kind: v.literal('queued') }),
]);
export type PageMessage = v.InferOutput<typeof pageMessage>;

/** Reaches every other page of the profile. */
export interface PageChannel {
  post(message: PageMessage): void;
  on(listener: (message: PageMessage) => void): () => void;
}

/** What a page of a profile needs to know of the others. */
export interface PagesPort {
  readonly lock: ProfileLock;
  readonly channel: PageChannel;
  /** Whether this page owned the profile before it was reloaded. */
  readonly wasOwner: boolean;
  /** Keeps for a reload of this page whether it is the owner. */
  rememberOwner(owns: boolean): void;
  /** Whether the person may be looking at this page. */
  isVisible(): boolean;
}
