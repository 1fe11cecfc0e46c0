import { computed, effect, type ReadonlySignal } from '@preact/signals-core';
import type { Hold } from '@tatap/protocol/call';
import type { HoldState } from '@tatap/protocol/control';
import type { Clock } from '../clock.ts';
import type { PeerLink } from '../peers/peer-link-port.ts';
import type { Scope } from '../scope.ts';
import type { SelfMedia } from './model.ts';
import type { LocalMedia } from './ports.ts';
import type { SharedScreen } from './shared-screen.ts';

/**
 * How long the picture leaves the processor to the sound, which needs as much to fill its first Opus
 * packet. To begin with a picture takes both sides some 20 ms of it; the first one is none the later,
 * for it spends more than that in the pacer (docs/BENCHMARKS.md).
 */
export const soundFirstMs = 20;

/** Conditions under which no media is sent. */
export interface SendingGates {
  /** The call is on hold, or `withheld`. */
  readonly held: ReadonlySignal<boolean>;
  /**
   * The device is new and the person has not continued yet (`IdentityModel.acknowledge`). The other
   * side is told that the microphone is muted and the camera is off, so it draws no black picture.
   */
  readonly withheld: ReadonlySignal<boolean>;
}

/**
 * Sends sound and picture over a link as each becomes ready and whenever it changes, and tells the
 * other side what is on. Neither waits for the other's device.
 */
export function sendMedia(
  scope: Scope,
  link: PeerLink,
  media: LocalMedia,
  { held, withheld }: SendingGates,
  clock: Clock,
): void {
  scope.own(effect(() => link.setTracks({ audio: held.value ? null : media.audio.value })));
  const sendPicture = () =>
    effect(() => link.setTracks({ video: held.value ? null : media.video.value }));
  scope.own(clock.after(soundFirstMs, () => scope.own(sendPicture())));
  scope.own(
    effect(() =>
      link.send({
        kind: 'media',
        microphone: withheld.value && isOn(media.microphone) ? 'muted' : media.microphone.value,
        camera: withheld.value && isOn(media.camera) ? 'off' : media.camera.value,
      }),
    ),
  );
}

/**
 * Sends the own screen over a link while it is shared. The other side is told first: it has the
 * picture's place drawn when the first one comes.
 */
export function sendScreen(
  scope: Scope,
  link: PeerLink,
  screen: SharedScreen,
  { held, withheld }: SendingGates,
): void {
  const offered = computed(() => (withheld.value ? null : screen.captured.value));
  let told: 'nothing' | 'something' = 'nothing';
  scope.own(
    effect(() => {
      const captured = offered.value;
      // Who has not said anything shares nothing.
      if (captured === null && told === 'nothing') return;
      told = 'something';
      link.send({
        kind: 'screen',
        picture: captured === null ? 'none' : 'shared',
        sound: captured?.audio ? 'shared' : 'none',
      });
    }),
  );
  let sent: 'nothing' | 'something' = 'nothing';
  scope.own(
    effect(() => {
      const captured = held.value ? null : offered.value;
      // Another content is sent another way: the link hears of the same track again.
      screen.content.value;
      if (captured === null && sent === 'nothing') return;
      sent = 'something';
      link.setTracks({ screen: captured?.video ?? null, screenAudio: captured?.audio ?? null });
    }),
  );
}

/** Tells the other side that this one has put the call on hold, and that it goes on. */
export function sendHold(scope: Scope, link: PeerLink, hold: ReadonlySignal<Hold>): void {
  let told: HoldState = 'running';
  scope.own(
    effect(() => {
      const state = hold.value.own;
      // The default is not held: only changes are sent.
      if (state === told) return;
      told = state;
      link.send({ kind: 'hold', state });
    }),
  );
}

function isOn(device: ReadonlySignal<SelfMedia['camera' | 'microphone']>): boolean {
  return device.value === 'on';
}
