import type { ReadonlySignal } from '@preact/signals-core';
import type { PreferredDevice, Settings, SettingsPatch } from '@tatap/protocol/settings';

export interface SettingsModel {
  readonly settings: ReadonlySignal<Settings>;
  /** The name under which an unreadable settings file was kept, until dismissed. */
  readonly keptAside: ReadonlySignal<string | null>;
  dismissKeptAside(): void;
  write(patch: SettingsPatch): Promise<void>;
}

/** What a person picks. `ring` is the speaker for ringtones. */
export type DeviceKind = 'camera' | 'microphone' | 'speaker' | 'ring';

export interface DeviceOption {
  readonly deviceId: string;
  readonly groupId: string;
  /** Empty until permission was granted once. */
  readonly label: string;
}

/** Why a camera or microphone cannot be used, told apart because the cure differs. */
export type DeviceProblem =
  /** The person or the system's settings refused. */
  | 'refused'
  /** Another program holds it. */
  | 'in-use'
  /** There is none. */
  | 'none'
  /** The page is not a secure context, or the browser knows no devices. */
  | 'unsupported';

export interface DeviceChoice {
  readonly options: readonly DeviceOption[];
  /** What the person chose; `null` follows the system's default. */
  readonly chosen: PreferredDevice | null;
  /** What is used now; `null` where there is none. */
  readonly active: DeviceOption | null;
  /** The chosen one is not plugged in, and `active` stands in for it. */
  readonly fallback: boolean;
  readonly problem: DeviceProblem | null;
}

export type DevicesSnapshot = { readonly [K in DeviceKind]: DeviceChoice };

/** Something worth a short notice while it happens. */
export type DeviceNotice =
  | { readonly kind: 'lost'; readonly device: DeviceKind; readonly label: string }
  | { readonly kind: 'fallback'; readonly device: DeviceKind; readonly label: string }
  | { readonly kind: 'returned'; readonly device: DeviceKind; readonly label: string };

/** A running preview; `close` turns the device off. */
export interface CameraPreview {
  /** `null` while it opens or when it cannot be opened; the reason is in the devices snapshot. */
  readonly picture: ReadonlySignal<MediaStream | null>;
  close(): void;
}

export interface MicrophonePreview {
  /** Loudness, 0 to 1, about 20 times a second. */
  readonly level: ReadonlySignal<number>;
  close(): void;
}

export interface DevicesModel {
  readonly snapshot: ReadonlySignal<DevicesSnapshot>;
  choose(kind: DeviceKind, deviceId: string | null): Promise<void>;
  previewCamera(): CameraPreview;
  previewMicrophone(): MicrophonePreview;
  /** Plays the test sound or the ringtone on the chosen device; resolves when it is over. */
  playTest(kind: 'speaker' | 'ring'): Promise<void>;
  /** Tells of devices that go and come; returns the unsubscribe. */
  onNotice(listener: (notice: DeviceNotice) => void): () => void;
  /** Opens the system's privacy page; `false` where there is none to open. */
  openSystemSettings(kind: 'camera' | 'microphone' | 'screen'): Promise<boolean>;
}
