import { computed, effect } from '@preact/signals-core';
import type { CallModel } from '../calls/model.ts';
import type { ScreenPort } from '../calls/ports.ts';
import type { Logger } from '../log.ts';
import type { ScreenHost } from '../platform/platform.ts';

const load = () => import('../media/screen.ts');

/** Fetches what sharing a screen needs, ahead of the first time. */
export function preloadScreen(): void {
  // Nobody waits for it yet: it is tried again when it is wanted.
  load().catch(() => {});
}

/** Lets calls capture screens, as the host does it. The code for it comes with the first time. */
export function createScreenPort(
  host: ScreenHost,
  devices: MediaDevices | undefined,
  log: Logger,
): ScreenPort {
  if (devices === undefined || !('getDisplayMedia' in devices)) {
    return { isSupported: false, capture: async () => ({ outcome: 'failed' }) };
  }
  return {
    isSupported: true,
    async capture(given) {
      try {
        const { captureScreen } = await load();
        given.addEventListener('abort', () => host.picker?.choose(null));
        return await captureScreen({
          devices,
          withSound: host.givesSound,
          outcome: () => host.outcome(),
          log,
        });
      } catch (cause) {
        log.warn('screen sharing not loaded', { cause });
        return { outcome: 'failed' };
      }
    },
  };
}

/** Lets the host say that the screen is shared, and stop it. Returns the end of that. */
export function tieScreen(host: ScreenHost, call: CallModel): () => void {
  const isShared = computed(() =>
    call.calls.value.some((one) => 'self' in one && one.self.screen.state === 'shared'),
  );
  let told = false;
  const stopTelling = effect(() => {
    if (isShared.value !== told) host.setShared(isShared.value);
    told = isShared.value;
  });
  const stopListening = host.onStop(() => call.stopScreen());
  return () => {
    stopTelling();
    stopListening();
  };
}
