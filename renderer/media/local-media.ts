import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals-core';
import type { CallMedia } from '@tatap/protocol/call';
import type { LocalMedia, LocalMediaPort } from '../calls/ports.ts';
import { releaseAll } from '../scope.ts';
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
  // What the person wants is kept apart from the hold: the camera is open where both allow it.
  const cameraWanted = signal(media === 'video');
  const held = signal(false);
  const camera = signal<Capture | null>(null);

  const audio = computed(() => microphone.value.stream.value?.getAudioTracks()[0] ?? null);
  const picture = computed(() => camera.value?.stream.value ?? null);
  const stopMuting = effect(() => {
    if (audio.value !== null) audio.value.enabled = unmuted.value;
  });

  /** Opens or closes the camera, as it is wanted now. */
  function openOrClose(): void {
    const wanted = cameraWanted.peek() && !held.peek();
    if (wanted === (camera.peek() !== null)) return;
    camera.peek()?.close();
    camera.value = wanted ? devices.capture('camera') : null;
  }
  openOrClose();

  return {
    audio,
    picture,
    video: computed(() => picture.value?.getVideoTracks()[0] ?? null),
    microphone: computed(() => {
      if (microphone.value.problem.value !== null) return 'unavailable';
      return unmuted.value ? 'on' : 'muted';
    }),
    camera: computed(() => {
      const problem =
        camera.value === null ? devices.snapshot.value.camera.problem : camera.value.problem.value;
      if (cameraWanted.value && camera.value !== null)
        return problem === null ? 'on' : 'unavailable';
      if (isMissing(problem)) return 'unavailable';
      return cameraWanted.value ? 'on' : 'off';
    }),
    setMicrophone(on) {
      unmuted.value = on;
      // Asking again for one that would not open is how a person tries again.
      if (!on || microphone.peek().problem.peek() === null) return;
      microphone.peek().close();
      microphone.value = devices.capture('microphone');
    },
    setCamera(on) {
      batch(() => {
        // As for the microphone.
        if (on && (camera.peek()?.problem.peek() ?? null) !== null) {
          camera.peek()?.close();
          camera.value = null;
        }
        cameraWanted.value = on;
        openOrClose();
      });
    },
    setHeld(next) {
      batch(() => {
        held.value = next;
        openOrClose();
      });
    },
    close() {
      cameraWanted.value = false;
      releaseAll([stopMuting, () => microphone.peek().close(), openOrClose]);
    },
  };
}

/** There is nothing to turn on, as opposed to something that may open at the next try. */
function isMissing(problem: DeviceProblem | null): boolean {
  return problem === 'none' || problem === 'unsupported';
}
