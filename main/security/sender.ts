import { isAppUrl } from '../net/origin.ts';

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
