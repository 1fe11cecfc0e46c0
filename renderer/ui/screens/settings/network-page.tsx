import { useEffect, useMemo } from 'preact/hooks';
import { PlainServerWarning } from '../../forms/plain-server-warning.tsx';
import { createServerChoice } from '../../forms/server-choice.ts';
import { ServerForm } from '../../forms/server-form.tsx';
import { useSettingsText } from '../../i18n/settings.ts';
import { useModel } from '../../use-model.tsx';
import { Facts, Section } from './section.tsx';
import { connectionWord, serverVersion } from './server-facts.ts';
import { SetupSection } from './setup/setup-section.tsx';

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
