/** Distance from the anchor and the least distance from the window's edge, in CSS pixels. */
const gap = 6;
const margin = 8;

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where a floating box goes: below its anchor, above where there is no room below, and always
 * within the window.
 */
export function place(
  size: { readonly width: number; readonly height: number },
  anchor: Box,
  window: { readonly width: number; readonly height: number },
  align: 'start' | 'centre' | 'end',
): { left: number; top: number } {
  const wished = {
    start: anchor.left,
    centre: anchor.left + (anchor.width - size.width) / 2,
    end: anchor.left + anchor.width - size.width,
  }[align];
  const left = Math.max(margin, Math.min(wished, window.width - size.width - margin));
  const below = anchor.top + anchor.height + gap;
  const above = anchor.top - gap - size.height;
  const fitsBelow = below + size.height + margin <= window.height;
  const top = fitsBelow || above < margin ? below : above;
  return { left, top: Math.max(margin, Math.min(top, window.height - size.height - margin)) };
}

/** Places a shown element of `position: fixed` beside its anchor. */
export function placeBeside(
  element: HTMLElement,
  anchor: HTMLElement,
  align: 'start' | 'centre' | 'end',
): void {
  const { left, top } = place(
    element.getBoundingClientRect(),
    anchor.getBoundingClientRect(),
    { width: innerWidth, height: innerHeight },
    align,
  );
  element.style.left = `${left}px`;
  element.style.top = `${top}px`;
}
