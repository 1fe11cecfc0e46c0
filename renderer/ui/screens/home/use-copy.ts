import { useEffect, useRef, useState } from 'preact/hooks';
import { pageClock } from '../../page-clock.ts';

/** How long "Copied" stands where "Copy" was. */
const saidMs = 2_000;

/** Copies a text; `copied` is true for a moment after it worked. */
export function useCopy(text: string): { readonly copied: boolean; readonly copy: () => void } {
  const [copied, setCopied] = useState(false);
  const cancel = useRef(() => {});
  useEffect(() => () => cancel.current(), []);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    cancel.current();
    cancel.current = pageClock.after(saidMs, () => setCopied(false));
  };
  // Where the browser refuses (no focus, no permission) the text is there to be marked by hand.
  return { copied, copy: () => void copy().catch(() => {}) };
}
