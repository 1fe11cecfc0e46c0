import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals-core';
import type { ShownCall } from '../calls/model.ts';
import type { Clock } from '../clock.ts';
import type { Scope } from '../scope.ts';

/** Two frames: by then the devices are being opened, and the first picture is not there yet. */
export const drawAfterMs = 30;

/**
 * The call as views draw it: between the accept and the call's own view it stays as it was for a
 * moment. Every step of opening a device and of attaching it takes its turn on the page's main
 * thread, and to draw takes that, too: what is heard and sent goes first.
 */
export function drawnSnapshot(
  snapshot: ReadonlySignal<ShownCall>,
  scope: Scope,
  clock: Clock,
): ReadonlySignal<ShownCall> {
  const drawn = signal(snapshot.peek());
  let waiting: (() => void) | null = null;
  const draw = () => {
    waiting?.();
    waiting = null;
    drawn.value = snapshot.peek();
  };
  scope.own(
    effect(() => {
      const next = snapshot.value;
      untracked(() => {
        if (isAnswered(drawn.value, next)) waiting ??= clock.after(drawAfterMs, draw);
        else draw();
      });
    }),
  );
  scope.own(() => waiting?.());
  return drawn;
}

/** Whether what rings in the one talks in the other, as far as it is up to the devices. */
function isAnswered(before: ShownCall, next: ShownCall): boolean {
  const rang = before.phase === 'incoming' || before.phase === 'outgoing';
  // While a path is being looked for there is time to draw.
  return (
    rang && (next.phase === 'active' || (next.phase === 'connecting' && next.link === 'connected'))
  );
}
