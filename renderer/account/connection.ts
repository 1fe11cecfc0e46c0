import { assertNever } from '@tatap/protocol/signaling';
import type { Connection } from './model.ts';
import type { ConnectionState } from './ports.ts';

/** The connection as people see it. */
export function connectionOf(state: ConnectionState): Connection {
  switch (state.state) {
    case 'closed':
      return { state: 'connecting' };
    case 'connecting':
    case 'online':
    case 'offline':
    case 'incompatible':
      return state;
    case 'ended':
      // Every other end signs the device out; see `createAccountModel`.
      return { state: 'replaced' };
    default:
      return assertNever(state);
  }
}
