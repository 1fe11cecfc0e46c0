import type { Scope } from '../scope.ts';
import { withDeadline } from './deadline.ts';
import type { Finding } from './model.ts';
import type { LoopbackSign, SetupPorts } from './ports.ts';

/** Connecting within one machine takes a tenth of this. */
const flowMs = 3_000;

/**
 * Calls from one connection of this page to another and waits for a decoded picture and for sound.
 * What the devices do not deliver is made up, so that this tells of calls and not of devices.
 */
export function checkLoopback(
  ports: SetupPorts,
  scope: Scope,
  own: {
    readonly camera: MediaStreamTrack | null;
    readonly microphone: MediaStreamTrack | null;
  },
): Promise<Finding<'loopback'>> {
  const { devices, loopback, clock, log } = ports;
  const startedAt = clock.now();
  let last: LoopbackSign = { connected: false, framesDecoded: 0, soundPackets: 0 };
  return withDeadline<Finding<'loopback'>>(
    { clock, log, scope, ms: flowMs },
    (calling) =>
      new Promise((resolve) => {
        const tracks = (['camera', 'microphone'] as const).map(
          (kind) => own[kind] ?? devices.synthetic(calling, kind),
        );
        loopback.call(calling, tracks, (sign) => {
          last = sign;
          if (sign.framesDecoded > 0 && sign.soundPackets > 0) {
            resolve({ kind: 'flows', firstFrameMs: clock.now() - startedAt });
          }
        });
      }),
    () => ({ kind: faultOf(last) }),
  );
}

function faultOf({ connected, framesDecoded, soundPackets }: LoopbackSign) {
  if (!connected) return 'not-connected';
  if (framesDecoded > 0) return 'no-sound';
  return soundPackets > 0 ? 'no-picture' : 'no-media';
}
