import type { CallSnapshot } from '../../../call/model.ts';
import type { DeviceProblem } from '../../../settings/model.ts';

type Outgoing = Extract<CallSnapshot, { phase: 'outgoing' }>;

/** What is really happening over there. */
export type Progress =
  | { readonly kind: 'calling' | 'ringing' }
  | { readonly kind: 'devices'; readonly count: number };

/**
 * The number of devices is told only where it says more than "ringing". Strangers' devices are not
 * counted: the server keeps them to itself.
 */
export function progressOf(call: Pick<Outgoing, 'progress' | 'ringingDevices'>): Progress {
  if (call.progress === 'calling') return { kind: 'calling' };
  if (call.ringingDevices < 2) return { kind: 'ringing' };
  return { kind: 'devices', count: call.ringingDevices };
}

export type CameraNotice = 'noCamera' | 'cameraRefused' | 'cameraBusy';

/** Why a video call goes out without a picture, said kindly; `null` where there is nothing to say. */
export function cameraNotice(
  call: Pick<Outgoing, 'media' | 'self'>,
  problem: DeviceProblem | null,
): CameraNotice | null {
  if (call.media === 'audio' || call.self.camera !== 'unavailable') return null;
  if (problem === 'refused') return 'cameraRefused';
  return problem === 'in-use' ? 'cameraBusy' : 'noCamera';
}
