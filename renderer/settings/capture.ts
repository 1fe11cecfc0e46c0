import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals-core';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { DeviceProblem } from './model.ts';
import type { AudioProcessing, CaptureKind, MediaDevicesPort } from './ports.ts';

/** How often a device that another program holds is tried: nobody tells when it is let go. */
const tryAgainMs = 2_000;

/** An open camera or microphone. */
export interface Capture {
  /** `null` while it opens and where it cannot be opened. */
  readonly stream: ReadonlySignal<MediaStream | null>;
  /** Why there is no stream; `null` while it opens. */
  readonly problem: ReadonlySignal<DeviceProblem | null>;
  /** Turns the device off. Idempotent. */
  close(): void;
}

export interface CaptureOptions {
  readonly kind: CaptureKind;
  /** Which device to use; opened anew when it changes. `null` is the system's default. */
  readonly deviceId: ReadonlySignal<string | null>;
  /** What is done to the sound; a microphone is opened anew when it changes. */
  readonly processing: ReadonlySignal<AudioProcessing>;
  /** Changes when a device that would not open may be tried again. */
  readonly changes: ReadonlySignal<number>;
  readonly media: MediaDevicesPort;
  readonly clock: Clock;
  readonly log: Logger;
  /** How the last try to open went. */
  report(problem: DeviceProblem | null): void;
  /** Looks at what is plugged in; asked when a device stops by itself. */
  refresh(): Promise<void>;
}

/**
 * Opens a device and follows the choice: another choice, a pulled plug and a return open the device
 * that is meant now. The old stream stays until the new one is there, so that nothing goes black in
 * between.
 */
export function openCapture(options: CaptureOptions): Capture {
  const { kind, deviceId, processing, changes, media, clock, log, report } = options;
  const stream = signal<MediaStream | null>(null);
  const problem = signal<DeviceProblem | null>(null);
  /** Rises with each try, so that an answer that comes late is known as such. */
  let generation = 0;
  /** What the last try asked for. */
  let asked = processing.peek();
  let stopWatching = () => {};
  let stopWaiting = () => {};

  function replace(next: MediaStream | null): void {
    const before = stream.peek();
    stopWatching();
    stream.value = next;
    if (before !== null) media.release(before);
    stopWatching = next === null ? () => {} : media.onEnded(next, () => void recover());
  }

  async function open(): Promise<void> {
    stopWaiting();
    generation += 1;
    const mine = generation;
    asked = processing.peek();
    const opened = await media.open(kind, deviceId.peek(), asked);
    if (mine !== generation) {
      if (opened.ok) media.release(opened.stream);
      return;
    }
    problem.value = opened.ok ? null : opened.problem;
    replace(opened.ok ? opened.stream : null);
    if (!opened.ok) log.warn('device not opened', { kind, problem: opened.problem });
    report(problem.peek());
    if (problem.peek() === 'in-use') stopWaiting = clock.after(tryAgainMs, () => void open());
  }

  /** The device stopped by itself: opens what is meant now that it is gone. */
  async function recover(): Promise<void> {
    log.warn('device stopped', { kind });
    replace(null);
    generation += 1;
    const mine = generation;
    await options.refresh();
    if (mine === generation) await open();
  }

  /** Whether what is open, or being opened, is no longer what is meant. */
  function isOutdated(id: string | null): boolean {
    const now = stream.peek();
    if (now === null || isProcessedOtherwise()) return true;
    return id === null || media.deviceOf(now) !== id;
  }

  /**
   * Chromium takes no change of these on a running track: it ignores a wish and refuses a demand.
   * A second track of the same device opens within some 10 ms, though.
   */
  function isProcessedOtherwise(): boolean {
    return kind === 'microphone' && processing.peek() !== asked;
  }

  const stopFollowing = effect(() => {
    const id = deviceId.value;
    if (kind === 'microphone') processing.value;
    untracked(() => {
      if (isOutdated(id)) void open();
    });
  });
  const stopRetrying = changes.subscribe(() => {
    if (problem.peek() !== null) void open();
  });

  return {
    stream,
    problem,
    close() {
      stopFollowing();
      stopRetrying();
      stopWaiting();
      generation += 1;
      replace(null);
    },
  };
}
