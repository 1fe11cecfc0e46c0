import type { ReadonlySignal } from '@preact/signals-core';
import type { Settings, SettingsPatch } from '@tatap/protocol/settings';
import type { DeviceOption, DeviceProblem } from './model.ts';

/** Where the settings of this installation are kept. */
export interface SettingsPort {
  /** `keptAside`: what was there could not be read, and is kept under this name. */
  read(): Promise<{ readonly settings: Settings; readonly keptAside: string | null }>;
  /** Takes changes in their order. Resolves with the settings as they are kept from now on. */
  write(patch: SettingsPatch): Promise<Settings>;
  /** Another page changed them; returns the unsubscribe. */
  onChanged(listener: (settings: Settings) => void): () => void;
}

/** What the system itself says to the use of a device. */
export type SystemAccess = 'granted' | 'refused';

/** The kinds that have to be opened, and may be refused. */
export type CaptureKind = 'camera' | 'microphone';

/** The devices of one kind. */
export interface DeviceList {
  readonly options: readonly DeviceOption[];
  /** The one that the system uses by default; `null` where it does not say. */
  readonly defaultId: string | null;
}

export interface DeviceLists {
  readonly camera: DeviceList;
  readonly microphone: DeviceList;
  /** `null`: this host plays on the system's speaker and lets nobody choose. */
  readonly speaker: DeviceList | null;
}

/** What is done to a microphone's sound (W3C Media Capture and Streams, section 4.3.8). */
export type AudioProcessing = Pick<
  Settings,
  'echoCancellation' | 'noiseSuppression' | 'autoGainControl'
>;

/** An opened camera or microphone with one track, or why not. */
export type Opened =
  | { readonly ok: true; readonly stream: MediaStream }
  | { readonly ok: false; readonly problem: DeviceProblem };

/** The machine's cameras, microphones and speakers. Nothing here rejects. */
export interface MediaDevicesPort {
  /** `null` where this host knows no devices at all (no secure context). */
  list(): Promise<DeviceLists | null>;
  /** Devices came or went. Told once for a burst. */
  onChange(listener: () => void): () => void;
  /** Opens one device; `null` is the system's default. `processing` is for microphones. */
  open(kind: CaptureKind, deviceId: string | null, processing: AudioProcessing): Promise<Opened>;
  /** Stops the tracks, so that the device's light goes out. */
  release(stream: MediaStream): void;
  /** The device that a stream comes from, as listed; `null` where that is not told. */
  deviceOf(stream: MediaStream): string | null;
  /** Told when the device stops by itself: unplugged, taken away, broken. */
  onEnded(stream: MediaStream, listener: () => void): () => void;
  /** Measures the loudness of a stream until closed. */
  meter(stream: MediaStream): { readonly level: ReadonlySignal<number>; close(): void };
  /** Told how a permission stands, as far as the host says, and when it changes. */
  onPermission(listener: (kind: CaptureKind, permission: 'refused' | 'open') => void): () => void;
}

/** Sounds of the app, played on a chosen speaker. */
export interface SoundsPort {
  /** `speakerId` `null`: the system's default. `done` resolves at the end or at `stop`. */
  play(
    sound: 'test' | 'ringtone',
    speakerId: string | null,
  ): { readonly done: Promise<void>; stop(): void };
}

/** What the host's system can do about its own privacy settings. */
export interface SystemSettingsPort {
  /** `false` where there is no such page. */
  openSystemSettings(kind: CaptureKind | 'screen'): Promise<boolean>;
}
