import type { ScreenPort } from '../call/ports.ts';
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
        return await captureScreen({ devices, withSound: host.givesSound, log });
      } catch (cause) {
        log.warn('screen sharing not loaded', { cause });
        return { outcome: 'failed' };
      }
    },
  };
}
