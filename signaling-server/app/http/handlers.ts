import { parse, sessionParameters, supportedVersions } from '@tatap/protocol/signaling';
import type { AccountRecovery } from '../../domain/account-recovery.ts';
import type { Accounts, Registration } from '../../domain/accounts.ts';
import type { Clock } from '../../domain/ports.ts';
import type { Sessions } from '../../domain/sessions.ts';
import { type EndpointHandlers, malformed } from './endpoints.ts';

interface Dependencies {
  readonly accounts: Accounts;
  readonly recovery: AccountRecovery;
  readonly sessions: Sessions;
  readonly registration: Registration;
  readonly version: string;
  readonly clock: Pick<Clock, 'wall'>;
}

/** The handlers of the endpoints of `protocol/signaling/http.ts`. */
export function createHandlers({
  accounts,
  recovery,
  sessions,
  registration,
  version,
  clock,
}: Dependencies): EndpointHandlers {
  return {
    serverInfo: async () => ({
      ok: true,
      product: 'tatap',
      version,
      protocolVersions: [...supportedVersions],
      registration,
      serverTime: clock.wall(),
    }),

    createAccount: ({ body, network }) => accounts.create(body, network),

    signIn: ({ body, network }) => accounts.signIn(body, network),

    recoverAccount: ({ body, network }) => recovery.recover(body, network),

    signOut: async ({ session }) => {
      await sessions.revoke(session.account, session.device.id);
      return { ok: true };
    },

    listSessions: async ({ session }) => ({ ok: true, sessions: await sessions.list(session) }),

    revokeSession: async ({ session, parameters }) => {
      const parsed = parse(sessionParameters, parameters);
      if (!parsed.ok) return malformed(parsed.issue);
      const revoked = await sessions.revoke(session.account, parsed.value.device);
      return revoked ? { ok: true } : { ok: false, code: 'not-found' };
    },

    updateAccount: ({ session, body }) => accounts.update(session, body),

    changePassword: ({ session, body, network }) => accounts.changePassword(session, body, network),

    recoveryCodeState: ({ session }) => recovery.state(session),

    newRecoveryCode: ({ session, body, network }) =>
      recovery.renewCode(session, body.password, network),

    exportAccount: ({ session }) => accounts.export(session),

    deleteAccount: ({ session, body, network }) => accounts.delete(session, body.password, network),
  };
}
