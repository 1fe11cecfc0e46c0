import { assertNever } from '@tatap/protocol/signaling';
import type { Connection } from '../../../account/model.ts';
import type { ServerState } from '../../forms/server-choice.ts';
import type { SettingsText } from '../../i18n/settings.ts';

/** Where the connection stands, in a word or two. */
export function connectionWord(t: SettingsText, connection: Connection): string {
  switch (connection.state) {
    case 'connecting':
    case 'online':
    case 'replaced':
      return t(`settings.state.${connection.state}`);
    case 'offline':
      return t(`settings.state.${connection.cause}`);
    case 'incompatible':
      return t(`settings.state.${connection.who}`);
    default:
      return assertNever(connection);
  }
}

/** The server's version, as far as it has said it. */
export function serverVersion(t: SettingsText, server: ServerState): string {
  switch (server.state) {
    case 'checking':
      return t('server.checking');
    case 'known':
      return server.info.version;
    case 'failed':
      return t('settings.unknown');
    default:
      return assertNever(server);
  }
}
