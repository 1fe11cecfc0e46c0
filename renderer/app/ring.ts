import { computed, effect, type ReadonlySignal } from '@preact/signals-core';
import type { RingPort } from '../calls/ports.ts';
import type { Clock } from '../clock.ts';
import type { Playing } from '../media/sounds.ts';
import type { CallAlert, Platform } from '../platform/platform.ts';
import { outputOf } from '../settings/choices.ts';
import type { DevicesModel, SettingsModel } from '../settings/model.ts';

/**
 * How long a call rings in silence: to open a speaker takes some 10 ms of the moment in which the
 * link is made, and a call that is answered or given up at once makes no noise.
 */
export const soundAfterMs = 250;

type ShowIncoming = Parameters<RingPort['showIncoming']>[0];

export interface RingOptions {
  readonly alerts: Platform['alerts'];
  readonly settings: SettingsModel;
  readonly devices: Pick<DevicesModel, 'snapshot'>;
  readonly clock: Clock;
  play(sound: 'ringtone' | 'ringback', speakerId: string | null): Pick<Playing, 'stop'>;
  /** Language and words of the alert. */
  describe(call: ShowIncoming): Promise<Pick<CallAlert, 'language' | 'text'>>;
}

/**
 * What rings here: a tone on the chosen device, and what the host shows outside of the page. Anybody
 * who knows an ID can call it, so only contacts are heard: a stranger cannot make noise in a room.
 */
export function createRing(options: RingOptions): RingPort {
  const { alerts, settings, devices, clock } = options;
  let stopIncoming = () => {};
  let stopRingback = () => {};

  /** Plays on, also when another speaker is chosen or plugged in meanwhile. */
  function loop(sound: 'ringtone' | 'ringback', speakerId: ReadonlySignal<string | null>) {
    let stop = clock.after(soundAfterMs, () => {
      stop = effect(() => {
        const playing = options.play(sound, speakerId.value);
        return () => playing.stop();
      });
    });
    return () => stop();
  }

  async function show(call: ShowIncoming, signal: AbortSignal): Promise<void> {
    const described = await options.describe(call);
    if (signal.aborted) return;
    const { theme } = settings.settings.peek();
    const { callId, peer, media, unconfirmed } = call;
    alerts.show({ callId, from: peer, media, unconfirmed, theme, ...described });
  }

  return {
    showIncoming(call) {
      stopIncoming();
      const stopSound = call.peer.isContact
        ? loop('ringtone', speakerOf(devices, 'ring'))
        : () => {};
      const ended = new AbortController();
      if (settings.settings.peek().notifyIncomingCalls) void show(call, ended.signal);
      stopIncoming = () => {
        stopIncoming = () => {};
        ended.abort();
        stopSound();
        alerts.hide();
      };
    },
    hideIncoming: () => stopIncoming(),
    startRingback() {
      stopRingback();
      stopRingback = loop('ringback', speakerOf(devices, 'speaker'));
    },
    stopRingback() {
      stopRingback();
      stopRingback = () => {};
    },
    onAction: (listener) => alerts.onAction(listener),
  };
}

/** The speaker of a kind, as it is now; `null` is the system's default. */
export function speakerOf(
  devices: Pick<DevicesModel, 'snapshot'>,
  kind: 'ring' | 'speaker',
): ReadonlySignal<string | null> {
  return computed(() => outputOf(devices.snapshot.value[kind]));
}
