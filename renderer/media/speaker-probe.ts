import type { Clock } from '../clock.ts';
import type { Scope } from '../scope.ts';

const lookEveryMs = 50;

/** `AudioContext.setSinkId`, which not every browser has yet. */
interface SinkContext {
  setSinkId?: (sinkId: string) => Promise<void>;
}

/**
 * Plays silence on a speaker. Its clock is the sound device's: once that has moved, the device
 * takes sound. Never resolves where it does not.
 */
export async function playSilence(
  scope: Scope,
  clock: Clock,
  speakerId: string | null,
): Promise<'plays' | 'gone'> {
  const context: AudioContext & SinkContext = new AudioContext();
  scope.own(() => void context.close().catch(() => undefined));
  if (speakerId !== null && context.setSinkId !== undefined) {
    try {
      await context.setSinkId(speakerId);
    } catch {
      return 'gone';
    }
  }
  // Not awaited: where nothing may play unasked, it waits for a press.
  context.resume().catch(() => undefined);
  const startedAt = context.currentTime;
  return new Promise((resolve) => {
    let cancel = () => {};
    scope.own(() => cancel());
    const look = () => {
      if (context.currentTime > startedAt) resolve('plays');
      else cancel = clock.after(lookEveryMs, look);
    };
    look();
  });
}
