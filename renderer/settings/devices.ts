import { batch, computed, type ReadonlySignal, signal } from '@preact/signals-core';
import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { releaseAll } from '../scope.ts';
import { type Capture, openCapture } from './capture.ts';
import { chooseDevices, noticesBetween } from './choices.ts';
import type {
  CameraPreview,
  DeviceNotice,
  DeviceProblem,
  DevicesModel,
  MicrophonePreview,
  SettingsModel,
} from './model.ts';
import type {
  AudioProcessing,
  CaptureKind,
  DeviceLists,
  MediaDevicesPort,
  SoundsPort,
  SystemSettingsPort,
} from './ports.ts';

export interface DevicesOptions {
  readonly media: MediaDevicesPort;
  readonly sounds: SoundsPort;
  readonly system: SystemSettingsPort;
  readonly settings: SettingsModel;
  readonly clock: Clock;
  readonly log: Logger;
}

/** The devices model; calls open cameras and microphones through it, so that they follow it. */
export interface RunningDevices extends DevicesModel {
  /** Opens a device and keeps it open through switching, unplugging and return. */
  capture(kind: CaptureKind): Capture;
  /** Looks at the machine; before, the choices are taken to be plugged in. */
  start(): Promise<void>;
  dispose(): void;
}

/** Keeps what is plugged in, what was chosen, and which device is used because of both. */
export function createDevicesModel(options: DevicesOptions): RunningDevices {
  const { media, sounds, settings, clock, log } = options;
  const lists = signal<DeviceLists | 'unread' | null>('unread');
  const problems = {
    camera: signal<DeviceProblem | null>(null),
    microphone: signal<DeviceProblem | null>(null),
  };
  /** Counts what may let a device open that would not before. */
  const changes = signal(0);
  const listeners = new Set<(notice: DeviceNotice) => void>();

  const snapshot = computed(() => {
    const { camera, microphone, speaker, ring } = settings.settings.value;
    return chooseDevices({
      lists: lists.value,
      chosen: { camera, microphone, speaker, ring },
      problems: { camera: problems.camera.value, microphone: problems.microphone.value },
    });
  });

  /** The same object for as long as nothing of it changes, whatever else is set. */
  let processed: AudioProcessing = processingOf(settings.settings.peek());
  const processing = computed(() => {
    const now = processingOf(settings.settings.value);
    if (!isSameProcessing(now, processed)) processed = now;
    return processed;
  });

  async function refresh(): Promise<void> {
    const next = await media.list();
    const isNews = lists.peek() !== 'unread';
    const before = snapshot.peek();
    batch(() => {
      lists.value = next;
      // What kept a device from opening may have gone with the change; a refusal has not.
      for (const kind of ['camera', 'microphone'] as const) {
        if (problems[kind].peek() !== 'refused') problems[kind].value = null;
      }
      changes.value = changes.peek() + 1;
    });
    for (const notice of isNews ? noticesBetween(before, snapshot.peek()) : []) {
      log.info('device', { kind: notice.kind, device: notice.device });
      for (const listener of listeners) listener(notice);
    }
  }

  function report(kind: CaptureKind, problem: DeviceProblem | null): void {
    const hadNames = snapshot.peek()[kind].options.some(({ label }) => label !== '');
    problems[kind].value = problem;
    // The first permission gives the devices their names.
    if (problem === null && !hadNames) void refresh();
  }

  function capture(kind: CaptureKind): Capture {
    const deviceId = computed(() => activeId(snapshot.value[kind].active));
    return openCapture({
      kind,
      deviceId,
      processing,
      changes,
      media,
      clock,
      log,
      refresh,
      report: (problem) => report(kind, problem),
    });
  }

  const stops = [
    media.onChange(() => void refresh()),
    media.onPermission((kind, permission) => {
      problems[kind].value = permission === 'refused' ? 'refused' : null;
      if (permission === 'open') void refresh();
    }),
  ];

  return {
    snapshot,
    capture,
    start: refresh,
    dispose: () => {
      releaseAll(stops);
    },
    async choose(kind, deviceId) {
      const option = snapshot.peek()[kind].options.find((o) => o.deviceId === deviceId);
      const chosen = option === undefined ? null : { ...option };
      await settings.write({ [kind]: chosen });
    },
    previewCamera(): CameraPreview {
      const open = capture('camera');
      return { picture: open.stream, close: open.close };
    },
    previewMicrophone(): MicrophonePreview {
      const open = capture('microphone');
      return meterOf(media, open);
    },
    async playTest(kind) {
      const speakerId = activeId(snapshot.peek()[kind].active);
      await sounds.play(kind === 'ring' ? 'ringtone' : 'test', speakerId).done;
    },
    onNotice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    openSystemSettings: (kind) => options.system.openSystemSettings(kind),
  };
}

function processingOf(settings: AudioProcessing): AudioProcessing {
  const { echoCancellation, noiseSuppression, autoGainControl } = settings;
  return { echoCancellation, noiseSuppression, autoGainControl };
}

function isSameProcessing(a: AudioProcessing, b: AudioProcessing): boolean {
  return (
    a.echoCancellation === b.echoCancellation &&
    a.noiseSuppression === b.noiseSuppression &&
    a.autoGainControl === b.autoGainControl
  );
}

/** A device without an ID is the system's default, before the first permission. */
function activeId(active: { readonly deviceId: string } | null): string | null {
  return active === null || active.deviceId === '' ? null : active.deviceId;
}

/** Measures whatever stream the capture has at the moment. */
function meterOf(media: MediaDevicesPort, open: Capture): MicrophonePreview {
  const meter = signal<ReturnType<MediaDevicesPort['meter']> | null>(null);
  const stop = open.stream.subscribe((stream) => {
    meter.peek()?.close();
    meter.value = stream === null ? null : media.meter(stream);
  });
  const level: ReadonlySignal<number> = computed(() => meter.value?.level.value ?? 0);
  return {
    level,
    close() {
      stop();
      meter.peek()?.close();
      meter.value = null;
      open.close();
    },
  };
}
