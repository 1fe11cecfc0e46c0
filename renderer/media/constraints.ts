import type { CaptureKind } from '../settings/ports.ts';

/** 720p at 30 frames: what a call sends by default. Wishes only: any camera will do. */
const video: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

const audio: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** Constraints for one device; only the device itself is demanded, and only where it is named. */
export function constraintsFor(kind: CaptureKind, deviceId: string | null): MediaStreamConstraints {
  const device = deviceId === null ? {} : { deviceId: { exact: deviceId } };
  return kind === 'camera'
    ? { video: { ...video, ...device } }
    : { audio: { ...audio, ...device } };
}
