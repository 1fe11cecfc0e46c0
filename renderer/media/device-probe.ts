import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Scope } from '../scope.ts';
import type { CaptureKind, SystemAccess } from '../settings/ports.ts';
import type { OpenFault } from '../setup/model.ts';
import type { DeviceProbePort, PictureSign, ProbedDevice } from '../setup/ports.ts';
import { constraintsFor, openProblemOf } from './capture.ts';
import { watchPicture, watchSound } from './track-watch.ts';

/** The sound as the device gives it: noise suppression makes silence of a quiet room. */
const unprocessed = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

interface DeviceProbeOptions {
  /** `undefined` outside of a secure context. */
  readonly devices: MediaDevices | undefined;
  readonly permissions: Permissions | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** Asks the system itself for consent, where it wants to be asked. */
  requestAccess(kind: CaptureKind): SystemAccess | Promise<SystemAccess>;
}

/** Opens devices to see whether they deliver anything, beside whatever else uses them. */
export class DeviceProbe implements DeviceProbePort {
  readonly #options: DeviceProbeOptions;

  constructor(options: DeviceProbeOptions) {
    this.#options = options;
  }

  async open(scope: Scope, kind: CaptureKind, deviceId: string | null): Promise<ProbedDevice> {
    const { devices, log } = this.#options;
    if (devices === undefined) return { ok: false, fault: 'unsupported' };
    if ((await this.#options.requestAccess(kind)) === 'refused') {
      return { ok: false, fault: 'refused-by-system' };
    }
    try {
      const [track] = (await getUnprocessed(devices, kind, deviceId)).getTracks();
      if (track === undefined) return { ok: false, fault: 'none' };
      scope.own(() => track.stop());
      return { ok: true, track };
    } catch (error) {
      log.warn('device refused', { kind, error });
      const problem = openProblemOf(error);
      return {
        ok: false,
        fault: problem === 'refused' ? await this.#refusal(kind, error) : problem,
      };
    }
  }

  watchPicture(scope: Scope, track: MediaStreamTrack, tell: (sign: PictureSign) => void): void {
    watchPicture(scope, this.#options.clock, track, tell);
  }

  watchSound(scope: Scope, track: MediaStreamTrack, tell: (peak: number) => void): void {
    watchSound(scope, this.#options.clock, track, tell);
  }

  synthetic(scope: Scope, kind: CaptureKind): MediaStreamTrack {
    return syntheticTrack(scope, this.#options.clock, kind);
  }

  playSilence(scope: Scope, speakerId: string | null): Promise<'plays' | 'gone'> {
    return playSilence(scope, this.#options.clock, speakerId);
  }

  /**
   * Who refused. Chromium says "by system" in its message; and where the page has the permission,
   * it can only have been the system.
   */
  async #refusal(kind: CaptureKind, error: unknown): Promise<OpenFault> {
    if (error instanceof Error && /by system/i.test(error.message)) return 'refused-by-system';
    try {
      const status = await this.#options.permissions?.query({ name: kind });
      return status?.state === 'granted' ? 'refused-by-system' : 'refused-by-person';
    } catch {
      // Not every browser lets one ask.
      return 'refused-by-person';
    }
  }
}

/**
 * The device without what is done to its sound, which a call that runs meanwhile wants otherwise
 * and so has to be demanded. A device that cannot do that does what it can; where it is gone, it is
 * whatever is there instead, as in calls.
 */
async function getUnprocessed(
  devices: MediaDevices,
  kind: CaptureKind,
  deviceId: string | null,
): Promise<MediaStream> {
  const ask = (id: string | null, firmness: 'demand' | 'wish') =>
    devices.getUserMedia(constraintsFor(kind, id, unprocessed, firmness));
  const isMissing = (error: unknown) => openProblemOf(error) === 'none';
  try {
    return await ask(deviceId, 'demand');
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
  try {
    return await ask(deviceId, 'wish');
  } catch (error) {
    if (!isMissing(error) || deviceId === null) throw error;
    return ask(null, 'wish');
  }
}

const lookEveryMs = 50;

/** `AudioContext.setSinkId`, which not every browser has yet. */
interface SinkContext {
  setSinkId?: (sinkId: string) => Promise<void>;
}

/**
 * Plays silence on a speaker. Its clock is the sound device's: once that has moved, the device
 * takes sound. Never resolves where it does not.
 */
async function playSilence(
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

const drawEveryMs = 50;

/** A track that needs no device: a moving stripe, or a tone. It stops with the scope. */
function syntheticTrack(scope: Scope, clock: Clock, kind: CaptureKind): MediaStreamTrack {
  const [track] = (kind === 'camera' ? stripe(scope, clock) : tone(scope)).getTracks();
  if (track === undefined) throw new Error(`no track for a ${kind}`);
  scope.own(() => track.stop());
  return track;
}

function stripe(scope: Scope, clock: Clock): MediaStream {
  const canvas = document.createElement('canvas');
  canvas.width = 320;
  canvas.height = 180;
  const drawing = canvas.getContext('2d');
  let left = 0;
  let cancel = () => {};
  scope.own(() => cancel());
  const draw = () => {
    // A canvas whose picture does not change sends no frames.
    drawing?.fillRect(0, 0, canvas.width, canvas.height);
    drawing?.clearRect(left, 0, 40, canvas.height);
    left = (left + 8) % canvas.width;
    cancel = clock.after(drawEveryMs, draw);
  };
  draw();
  return canvas.captureStream();
}

function tone(scope: Scope): MediaStream {
  const context = new AudioContext();
  scope.own(() => void context.close().catch(() => undefined));
  const oscillator = context.createOscillator();
  const destination = context.createMediaStreamDestination();
  oscillator.connect(destination);
  oscillator.start();
  context.resume().catch(() => undefined);
  return destination.stream;
}
