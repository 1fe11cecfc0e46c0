import type { ShownCall } from '../../../calls/model.ts';

type Outgoing = Extract<ShownCall, { phase: 'outgoing' }>;

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
