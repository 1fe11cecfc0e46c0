import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { Clock } from '../../clock.ts';
import type { NoticeKind } from './banner.tsx';

/** Long enough to read a sentence twice; with something to press, longer (WCAG 2.2.1). */
const readMs = 6_000;
const actMs = 12_000;

export interface ToastInput {
  readonly kind: NoticeKind;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** A newer toast with the same topic takes the place of the older. */
  readonly topic?: string;
}

export interface Toast extends ToastInput {
  readonly id: number;
}

/** Short notices of what has just happened, the newest last, at most three. */
export interface ToastList {
  readonly toasts: ReadonlySignal<readonly Toast[]>;
  show(toast: ToastInput): void;
  dismiss(id: number): void;
  /** Holds all of them while somebody reads; returns the end of the hold. */
  hold(): () => void;
}

const most = 3;

export function createToastList(clock: Clock): ToastList {
  const toasts = signal<readonly Toast[]>([]);
  const timers = new Map<number, () => void>();
  let holds = 0;
  let nextId = 1;

  function stop(id: number): void {
    timers.get(id)?.();
    timers.delete(id);
  }

  function dismiss(id: number): void {
    stop(id);
    toasts.value = toasts.value.filter((toast) => toast.id !== id);
  }

  function start(toast: Toast): void {
    stop(toast.id);
    const lasts = toast.action === undefined ? readMs : actMs;
    timers.set(
      toast.id,
      clock.after(lasts, () => dismiss(toast.id)),
    );
  }

  return {
    toasts,
    dismiss,
    show(input) {
      const toast = { ...input, id: nextId++ };
      const others = toasts.value.filter((other) => {
        const replaced = input.topic !== undefined && other.topic === input.topic;
        if (replaced) stop(other.id);
        return !replaced;
      });
      const kept = others.slice(Math.max(0, others.length - (most - 1)));
      for (const other of others) if (!kept.includes(other)) stop(other.id);
      toasts.value = [...kept, toast];
      if (holds === 0) start(toast);
    },
    hold() {
      if (holds++ === 0) for (const toast of toasts.value) stop(toast.id);
      return () => {
        if (--holds === 0) for (const toast of toasts.value) start(toast);
      };
    },
  };
}
