import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type {
  AudioProcessing,
  CaptureKind,
  DeviceLists,
  MediaDevicesPort,
  Opened,
  SystemAccess,
} from '../settings/ports.ts';
import { constraintsFor, openProblemOf } from './capture.ts';
import { listDevices } from './lists.ts';
import { meterStream } from './meter.ts';

/** A headset that is plugged in is announced two or three times. */
const changeDebounceMs = 250;

export interface BrowserMediaOptions {
  /** `undefined` outside of a secure context. */
  readonly devices: MediaDevices | undefined;
  readonly permissions: Permissions | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  /** Asks the system itself for consent, where it wants to be asked. */
  requestAccess(kind: CaptureKind): SystemAccess | Promise<SystemAccess>;
}

/** The machine's devices through the browser's Media Capture API. */
export class BrowserMediaDevices implements MediaDevicesPort {
  readonly #options: BrowserMediaOptions;

  constructor(options: BrowserMediaOptions) {
    this.#options = options;
  }

  async list(): Promise<DeviceLists | null> {
    const { devices, log } = this.#options;
    if (devices === undefined) return null;
    try {
      return listDevices(await devices.enumerateDevices(), canChooseSpeaker());
    } catch (cause) {
      log.error('devices not listed', { cause });
      return null;
    }
  }

  onChange(listener: () => void): () => void {
    const { devices, clock } = this.#options;
    if (devices === undefined) return () => {};
    let cancel = () => {};
    const onDeviceChange = () => {
      cancel();
      cancel = clock.after(changeDebounceMs, listener);
    };
    devices.addEventListener('devicechange', onDeviceChange);
    return () => {
      cancel();
      devices.removeEventListener('devicechange', onDeviceChange);
    };
  }

  onPermission(listener: (kind: CaptureKind, permission: 'refused' | 'open') => void): () => void {
    const stopped = new AbortController();
    for (const kind of ['camera', 'microphone'] as const) {
      void this.#watchPermission(kind, listener, stopped.signal);
    }
    return () => stopped.abort();
  }

  async open(
    kind: CaptureKind,
    deviceId: string | null,
    processing: AudioProcessing,
  ): Promise<Opened> {
    const { devices, log } = this.#options;
    if (devices === undefined) return { ok: false, problem: 'unsupported' };
    const access = this.#options.requestAccess(kind);
    // Not awaited where the answer is there: opening takes its turn before what else the click does.
    if ((access instanceof Promise ? await access : access) === 'refused') {
      log.warn('system refused', { kind });
      return { ok: false, problem: 'refused' };
    }
    try {
      const stream = await getProcessed(devices, kind, deviceId, processing);
      for (const track of stream.getTracks()) hint(track);
      return { ok: true, stream };
    } catch (error) {
      log.warn('device refused', { kind, error });
      const problem = openProblemOf(error);
      // Gone between listing and opening: whatever is there instead.
      return problem === 'none' && deviceId !== null
        ? this.open(kind, null, processing)
        : { ok: false, problem };
    }
  }

  release(stream: MediaStream): void {
    for (const track of stream.getTracks()) track.stop();
  }

  deviceOf(stream: MediaStream): string | null {
    return stream.getTracks()[0]?.getSettings().deviceId ?? null;
  }

  onEnded(stream: MediaStream, listener: () => void): () => void {
    const [track] = stream.getTracks();
    track?.addEventListener('ended', listener);
    return () => track?.removeEventListener('ended', listener);
  }

  meter(stream: MediaStream) {
    return meterStream(stream);
  }

  async #watchPermission(
    kind: CaptureKind,
    listener: (kind: CaptureKind, permission: 'refused' | 'open') => void,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const status = await this.#options.permissions?.query({ name: kind });
      if (status === undefined || signal.aborted) return;
      if (status.state === 'denied') listener(kind, 'refused');
      const onChange = () => listener(kind, status.state === 'denied' ? 'refused' : 'open');
      status.addEventListener('change', onChange, { signal });
    } catch (cause) {
      // Not every browser lets one ask; it will be known when a device is opened.
      this.#options.log.debug('permission not told', { kind, cause });
    }
  }
}

/** A device or system that cannot do what is asked of the sound does what it can. */
async function getProcessed(
  devices: MediaDevices,
  kind: CaptureKind,
  deviceId: string | null,
  processing: AudioProcessing,
): Promise<MediaStream> {
  const ask = (firmness: 'demand' | 'wish') =>
    devices.getUserMedia(constraintsFor(kind, deviceId, processing, firmness));
  if (kind === 'camera') return ask('wish');
  try {
    return await ask('demand');
  } catch (error) {
    if (openProblemOf(error) !== 'none') throw error;
    return ask('wish');
  }
}

/** Speech and motion: what encoders should spend their bits on. */
function hint(track: MediaStreamTrack): void {
  track.contentHint = track.kind === 'audio' ? 'speech' : 'motion';
}

function canChooseSpeaker(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}
