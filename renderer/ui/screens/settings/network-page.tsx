import { assertNever } from '@tatap/protocol/signaling';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Connection } from '../../../account/model.ts';
import { Button } from '../../components/button.tsx';
import { createServerChoice, type ServerState } from '../../forms/server-choice.ts';
import { PlainServerWarning, ServerForm } from '../../forms/server-form.tsx';
import { type SettingsText, useSettingsText } from '../../i18n/settings.ts';
import { useSetupText } from '../../i18n/setup.ts';
import { useModel } from '../../use-model.tsx';
import { DoRow, Facts, Section } from './section.tsx';
import { SetupDialog } from './setup/setup-dialog.tsx';

/** The server: which, how it stands with it, whether calls can work, and another server. */
export function NetworkPage() {
  const { account, settings } = useModel();
  const t = useSettingsText();
  const choice = useMemo(() => createServerChoice(account), [account]);
  useEffect(() => void choice.look(), [choice]);
  const session = account.session.value;
  if (session.phase !== 'signed-in') return null;
  return (
    <>
      <Section title={t('settings.server')}>
        <Facts
          facts={[
            [t('settings.serverAddress'), session.serverUrl],
            [t('settings.serverState'), connectionWord(t, session.connection)],
            [t('settings.serverVersion'), serverVersion(t, choice.server.value)],
          ]}
        />
        <PlainServerWarning serverUrl={session.serverUrl} />
      </Section>
      <SetupSection />
      <Section title={t('settings.changeServer')} note={t('settings.changeServerNote')}>
        <ServerForm choice={choice} canReset={settings.settings.value.serverUrl !== null} />
      </Section>
    </>
  );
}

/** Where the set-up check is begun. */
function SetupSection() {
  const t = useSetupText();
  const [dialog, setDialog] = useState<'closed' | 'open'>('closed');
  return (
    <Section title={t('setup.heading')}>
      <DoRow note={t('setup.note')}>
        <Button onClick={() => setDialog('open')}>{t('setup.title')}</Button>
      </DoRow>
      {dialog === 'open' && <SetupDialog onClose={() => setDialog('closed')} />}
    </Section>
  );
}

/** Where the connection stands, in a word or two. */
function connectionWord(t: SettingsText, connection: Connection): string {
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
