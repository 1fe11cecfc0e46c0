import { ok } from '../domain/refusals.ts';
import type { Handler } from './types.ts';

/** Fresh STUN and TURN servers, with credentials for this device. */
export const iceRefresh: Handler<'ice.refresh'> = ({ iceServersOf }, from) =>
  ok(iceServersOf(from));
