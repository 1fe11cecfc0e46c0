import type { Clock } from '../../../clock.ts';

/** Loudness of ordinary speech at arm's length, on the scale of `MicrophonePreview.level`. */
const speechLevel = 0.12;

/** Speech this long is meant for somebody; a cough or a chair is shorter. */
const speakingForMs = 500;

/** Pauses between words do not end a sentence. */
const pauseMs = 300;

/** Said once in this time, so that it does not nag a person who is on another phone. */
const quietForMs = 20_000;

/**
 * Tells when somebody talks into a muted microphone. Feed it every level; it answers `true` at the
 * moment at which a hint is due.
 */
export function createSpeakingDetector(clock: Clock): (level: number) => boolean {
  let since: number | null = null;
  let lastLoud = 0;
  let lastHint = Number.NEGATIVE_INFINITY;
  return (level) => {
    const now = clock.now();
    if (level >= speechLevel) {
      since ??= now;
      lastLoud = now;
    } else if (since !== null && now - lastLoud > pauseMs) {
      since = null;
    }
    if (since === null || lastLoud - since < speakingForMs || now - lastHint < quietForMs)
      return false;
    lastHint = now;
    return true;
  };
}
