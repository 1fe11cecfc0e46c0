import { signal } from '@preact/signals-core';
import type { DeviceOption, DeviceProblem } from '../renderer/settings/model.ts';
import type {
  AudioProcessing,
  CaptureKind,
  DeviceLists,
  MediaDevicesPort,
  Opened,
  SoundsPort,
} from '../renderer/settings/ports.ts';

/** A device as listed; its group is named after its label. */
export function aDevice(deviceId: string, label = `label of ${deviceId}`): DeviceOption {
  return { deviceId, groupId: `group of ${label}`, label };
}

/** A stream that knows its device and has one track that can be muted. */
export interface FakeStream extends MediaStream {
  readonly kind: CaptureKind;
  readonly deviceId: string;
  readonly processing: AudioProcessing;
}

function aStream(kind: CaptureKind, deviceId: string, processing: AudioProcessing): FakeStream {
  const track = { kind: kind === 'camera' ? 'video' : 'audio', enabled: true };
  const tracks = (of: CaptureKind) => (kind === of ? [track] : []);
  const stream = {
    kind,
    deviceId,
    processing,
    getAudioTracks: () => tracks('microphone'),
    getVideoTracks: () => tracks('camera'),
  };
  return stream as unknown as FakeStream;
}

type Kind = 'camera' | 'microphone' | 'speaker';

/** Cameras, microphones and speakers that a test plugs in and out. */
export class FakeMediaDevices implements MediaDevicesPort {
  readonly devices: Record<Kind, DeviceOption[]> = { camera: [], microphone: [], speaker: [] };
  /** Opening this kind runs into this problem. */
  readonly problems = new Map<CaptureKind, DeviceProblem>();
  /** What was opened and not released. */
  readonly opened = new Set<FakeStream>();
  readonly level = signal(0);
  openMeters = 0;
  #holding: (() => void)[] | null = null;
  readonly #changed = new Set<() => void>();
  readonly #permission = new Set<(kind: CaptureKind, permission: 'refused' | 'open') => void>();
  readonly #ended = new Map<MediaStream, Set<() => void>>();

  async list(): Promise<DeviceLists> {
    const { camera, microphone, speaker } = this.devices;
    return { camera: listOf(camera), microphone: listOf(microphone), speaker: listOf(speaker) };
  }

  onChange(listener: () => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }

  onPermission(listener: (kind: CaptureKind, permission: 'refused' | 'open') => void): () => void {
    this.#permission.add(listener);
    return () => this.#permission.delete(listener);
  }

  async open(
    kind: CaptureKind,
    deviceId: string | null,
    processing: AudioProcessing,
  ): Promise<Opened> {
    if (this.#holding !== null) await new Promise<void>((go) => this.#holding?.push(go));
    const problem = this.problems.get(kind);
    if (problem !== undefined) return { ok: false, problem };
    const used = this.devices[kind].find((d) => d.deviceId === deviceId) ?? this.devices[kind][0];
    if (used === undefined) return { ok: false, problem: 'none' };
    const stream = aStream(kind, used.deviceId, processing);
    this.opened.add(stream);
    return { ok: true, stream };
  }

  release(stream: MediaStream): void {
    if (!this.opened.delete(stream as FakeStream)) throw new Error('released twice');
  }

  deviceOf(stream: MediaStream): string | null {
    return (stream as FakeStream).deviceId;
  }

  onEnded(stream: MediaStream, listener: () => void): () => void {
    const set = this.#ended.get(stream) ?? new Set();
    this.#ended.set(stream, set);
    set.add(listener);
    return () => set.delete(listener);
  }

  meter() {
    this.openMeters += 1;
    const close = () => {
      this.openMeters -= 1;
    };
    return { level: this.level, close };
  }

  /** From now on opening waits; the answer lets all that wait go on. */
  hold(): () => void {
    const waiting: (() => void)[] = [];
    this.#holding = waiting;
    return () => {
      this.#holding = null;
      for (const go of waiting) go();
    };
  }

  /** Who listens to what is plugged in and allowed. */
  get listeners(): number {
    return this.#changed.size + this.#permission.size;
  }

  /** Who waits for streams to end by themselves. */
  get endedListeners(): number {
    return [...this.#ended.values()].reduce((sum, set) => sum + set.size, 0);
  }

  plugIn(kind: Kind, device: DeviceOption): void {
    this.devices[kind].push(device);
    this.change();
  }

  /** Streams of the device end, then the system says that devices changed. */
  unplug(deviceId: string): void {
    for (const kind of ['camera', 'microphone', 'speaker'] as const) {
      this.devices[kind] = this.devices[kind].filter((d) => d.deviceId !== deviceId);
    }
    this.stop(deviceId);
    this.change();
  }

  /** The device stops sending and stays plugged in. */
  stop(deviceId: string): void {
    for (const stream of [...this.opened].filter((s) => s.deviceId === deviceId)) {
      for (const listener of this.#ended.get(stream) ?? []) listener();
    }
  }

  change(): void {
    for (const listener of this.#changed) listener();
  }

  permit(kind: CaptureKind, permission: 'refused' | 'open'): void {
    for (const listener of this.#permission) listener(kind, permission);
  }
}

function listOf(options: readonly DeviceOption[]) {
  return { options: [...options], defaultId: options[0]?.deviceId ?? null };
}

/** Remembers what was played where. */
export class FakeSounds implements SoundsPort {
  readonly played: { sound: string; speakerId: string | null }[] = [];

  play(sound: 'test' | 'ringtone', speakerId: string | null) {
    this.played.push({ sound, speakerId });
    return { done: Promise.resolve(), stop: () => undefined };
  }
}
