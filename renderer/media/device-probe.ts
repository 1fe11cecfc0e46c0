import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { Scope } from '../scope.ts';
import type { CaptureKind, SystemAccess } from '../settings/ports.ts';
import type { OpenFault } from '../setup/model.ts';
import type { DeviceProbePort, PictureSign, ProbedDevice } from '../setup/ports.ts';
import { constraintsFor } from './constraints.ts';
import { openProblemOf } from './errors.ts';
import { watchPicture } from './picture-watch.ts';
import { watchSound } from './sound-watch.ts';
import { playSilence } from './speaker-probe.ts';
import { syntheticTrack } from './synthetic.ts';

/** The sound as the device gives it: noise suppression makes silence of a quiet room. */
const unprocessed = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

export interface DeviceProbeOptions {
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
