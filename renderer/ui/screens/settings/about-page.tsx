import { useEffect, useMemo } from 'preact/hooks';
import { Logo } from '../../components/logo.tsx';
import { createServerChoice } from '../../forms/server-choice.ts';
import { useSettingsText } from '../../i18n/settings.ts';
import { useModel } from '../../use-model.tsx';
import { Facts, Section } from './section.tsx';
import { serverVersion } from './server-facts.ts';

/** What this is, in which version, under which licence. */
export function AboutPage() {
  const { account, host } = useModel();
  const t = useSettingsText();
  const choice = useMemo(() => createServerChoice(account), [account]);
  useEffect(() => void choice.look(), [choice]);
  return (
    <Section>
      <div class="settings__about">
        <Logo />
        <div>
          <p>{t('app.name')}</p>
          <p class="soft">{t('settings.aboutLine')}</p>
        </div>
      </div>
      <Facts
        facts={[
          [t('settings.version'), host.version],
          [t('settings.runsOn'), t(`platform.${host.platform}`)],
          [t('settings.serverVersion'), serverVersion(t, choice.server.value)],
          [t('settings.licence'), t('settings.licenceText')],
        ]}
      />
    </Section>
  );
}
