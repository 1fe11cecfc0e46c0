import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { pageClock } from '../../page-clock.ts';
import { createFading } from './fading.ts';

interface Options {
  /** The element whose movements count. */
  readonly stage: { readonly current: HTMLElement | null };
  /** The bars that stay while they are pointed at or have the keyboard. */
  readonly bars: string;
  /** Something is open over the controls, or there is no picture that they would cover. */
  readonly pinned: boolean;
}

/** Shows the controls while somebody moves, points at them, or reaches them by keyboard. */
export function useFading({ stage, bars, pinned }: Options): ReadonlySignal<boolean> {
  const fading = useMemo(() => createFading(pageClock), []);

  useEffect(() => fading.hold('pinned', pinned), [fading, pinned]);

  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const ends = new AbortController();
    const listen = (type: string, listener: (event: Event) => void) =>
      element.addEventListener(type, listener, { signal: ends.signal, passive: true });
    const isBar = (target: EventTarget | null) =>
      target instanceof Element && target.closest(bars) !== null;

    listen('pointermove', (event) => {
      fading.wake();
      // A finger leaves without a word; it cannot hold the controls.
      const points = (event as PointerEvent).pointerType !== 'touch';
      fading.hold('hover', points && isBar(event.target));
    });
    listen('pointerdown', fading.wake);
    listen('pointerleave', () => fading.hold('hover', false));
    listen('focusin', ({ target }) => {
      const byKeyboard = target instanceof Element && target.matches(':focus-visible');
      fading.hold('keyboard', byKeyboard && isBar(target));
    });
    listen('focusout', () => fading.hold('keyboard', false));
    addEventListener('keydown', fading.wake, { signal: ends.signal });
    return () => {
      ends.abort();
      fading.close();
    };
  }, [fading, stage, bars]);

  return fading.visible;
}
