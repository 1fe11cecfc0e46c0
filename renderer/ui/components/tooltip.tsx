import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { placeBeside } from './place.ts';
import './tooltip.css';

/** Long enough not to flicker at a pointer passing by. */
const hoverDelayMs = 450;

/**
 * Words beside a control while it is pointed at or reached by keyboard; Escape and a press take
 * them away (WCAG 1.4.13). Seen only: the control carries the same words as its accessible name.
 */
export function Tooltip(props: {
  anchor: RefObject<HTMLElement | null>;
  text: string;
  /** Written as keys, for example `Ctrl+D`. */
  keys?: string | undefined;
}) {
  const [shown, setShown] = useState(false);
  const tip = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const anchor = props.anchor.current;
    if (anchor === null) return;
    const ends = new AbortController();
    let timer = 0;
    const hide = () => {
      clearTimeout(timer);
      setShown(false);
    };
    const listen = (type: string, listener: (event: Event) => void) =>
      anchor.addEventListener(type, listener, { signal: ends.signal });
    listen('pointerenter', (event) => {
      if ((event as PointerEvent).pointerType === 'touch') return;
      clearTimeout(timer);
      timer = window.setTimeout(() => setShown(true), hoverDelayMs);
    });
    listen('pointerleave', hide);
    listen('pointerdown', hide);
    listen('blur', hide);
    listen('focus', () => {
      if (anchor.matches(':focus-visible')) setShown(true);
    });
    listen('keydown', (event) => {
      if ((event as KeyboardEvent).key === 'Escape') hide();
    });
    return () => {
      ends.abort();
      clearTimeout(timer);
    };
  }, [props.anchor]);

  useEffect(() => {
    const { current: element } = tip;
    const anchor = props.anchor.current;
    if (!shown || element === null || anchor === null) return;
    element.showPopover();
    placeBeside(element, anchor, 'centre');
  }, [shown, props.anchor]);

  if (!shown) return null;
  return (
    <div ref={tip} class="tooltip" popover="manual" aria-hidden="true">
      {props.text}
      {props.keys !== undefined && <kbd class="tooltip__keys">{props.keys}</kbd>}
    </div>
  );
}
