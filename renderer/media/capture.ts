import type { DeviceProblem } from '../settings/model.ts';
import type { AudioProcessing, CaptureKind } from '../settings/ports.ts';

/** 720p at 30 frames: what a call sends by default. Wishes only: every camera will do. */
const video: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

/**
 * Constraints for one device; only the device itself is demanded, and only where it is named.
 *
 * @param firmness of what is done to the sound. `demand` is needed where the device is open already:
 *   Chromium answers wishes with the processing that is running (measured with 156).
 */
export function constraintsFor(
  kind: CaptureKind,
  deviceId: string | null,
  processing: AudioProcessing,
  firmness: 'demand' | 'wish',
): MediaStreamConstraints {
  const device = deviceId === null ? {} : { deviceId: { exact: deviceId } };
  if (kind === 'camera') return { video: { ...video, ...device } };
  const { echoCancellation, noiseSuppression, autoGainControl } = processing;
  const want = (value: boolean) => (firmness === 'demand' ? { exact: value } : { ideal: value });
  return {
    audio: {
      echoCancellation: want(echoCancellation),
      noiseSuppression: want(noiseSuppression),
      autoGainControl: want(autoGainControl),
      ...device,
    },
  };
}

/**
 * What a failed `getUserMedia` means (W3C Media Capture and Streams, section 10.2). `AbortError` is
 * what some systems give for a device that another program holds; `OverconstrainedError`, after what
 * else was demanded has been made a wish, means that the device asked for is gone.
 */
export function openProblemOf(error: unknown): DeviceProblem {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'refused';
    case 'OverconstrainedError':
    case 'NotFoundError':
      return 'none';
    case 'TypeError':
      return 'unsupported';
    default:
      // NotReadableError and AbortError.
      return 'in-use';
  }
}
