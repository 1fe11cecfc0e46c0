import { computed, effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { CallMedia } from '@tatap/protocol/call';
import type { LocalMedia, LocalMediaPort } from '../call/ports.ts';
import type { Capture } from '../settings/capture.ts';
import type { DeviceProblem, DevicesSnapshot } from '../settings/model.ts';
import type { CaptureKind } from '../settings/ports.ts';

/** What calls need of the devices: opening them so that they follow choice and plugs. */
export interface CallDevices {
  readonly snapshot: ReadonlySignal<DevicesSnapshot>;
  capture(kind: CaptureKind): Capture;
}

/** Opens camera and microphone for calls, each by itself, so that neither waits for the other. */
export class LocalMediaSource implements LocalMediaPort {
  readonly #devices: CallDevices;

  constructor(devices: CallDevices) {
    this.#devices = devices;
  }

  isAllowed(media: CallMedia): boolean {
    const { microphone, camera } = this.#devices.snapshot.peek();
    const wanted = media === 'video' ? [microphone, camera] : [microphone];
    // Devices have names only once they were allowed (W3C Media Capture and Streams, section 9.2).
    const labels = wanted.flatMap(({ options }) => options.map(({ label }) => label));
    // None at all: they may just not have been read yet.
    return labels.length > 0 && !labels.includes('');
  }

  open(media: CallMedia): LocalMedia {
    return openLocalMedia(this.#devices, media);
  }
}

function openLocalMedia(devices: CallDevices, media: CallMedia): LocalMedia {
  const microphone = signal(devices.capture('microphone'));
  const unmuted = signal(true);
  /** `null` while the camera is off: off means that its light is out. */
  const camera = signal<Capture | null>(media === 'video' ? devices.capture('camera') : null);

  const audio = computed(() => microphone.value.stream.value?.getAudioTracks()[0] ?? null);
  const picture = computed(() => camera.value?.stream.value ?? null);
  const stopMuting = effect(() => {
    if (audio.value !== null) audio.value.enabled = unmuted.value;
  });

  return {
    audio,
    picture,
    video: computed(() => picture.value?.getVideoTracks()[0] ?? null),
    microphone: computed(() => {
      if (microphone.value.problem.value !== null) return 'unavailable';
      return unmuted.value ? 'on' : 'muted';
    }),
    camera: computed(() => {
      const open = camera.value;
      if (open === null)
        return isMissing(devices.snapshot.value.camera.problem) ? 'unavailable' : 'off';
      return open.problem.value === null ? 'on' : 'unavailable';
    }),
    setMicrophone(on) {
      // Asking again for one that would not open is how a person tries again.
      unmuted.value = on;
      if (!on || microphone.peek().problem.peek() === null) return;
      microphone.peek().close();
      microphone.value = devices.capture('microphone');
    },
    setCamera(on) {
      const failed = camera.peek()?.problem.peek() ?? null;
      if (on && camera.peek() !== null && failed === null) return;
      camera.peek()?.close();
      camera.value = on ? devices.capture('camera') : null;
    },
    close() {
      stopMuting();
      microphone.peek().close();
      camera.peek()?.close();
      camera.value = null;
    },
  };
}

/** There is nothing to turn on, as opposed to something that may open at the next try. */
function isMissing(problem: DeviceProblem | null): boolean {
  return problem === 'none' || problem === 'unsupported';
}
