import { Switch } from '../../components/switch.tsx';
import { useSettingsText } from '../../i18n/settings.ts';
import { useModel } from '../../use-model.tsx';
import { Section } from './section.tsx';

/** What Tatap may show while one does something else. */
export function NotificationsPage() {
  const { settings, host } = useModel();
  const t = useSettingsText();
  return (
    <Section>
      <Switch
        label={t('settings.notifyCalls')}
        hint={t(host.kind === 'web' ? 'settings.notifyCallsHintWeb' : 'settings.notifyCallsHint')}
        checked={settings.settings.value.notifyIncomingCalls}
        onChange={(notifyIncomingCalls) => void settings.write({ notifyIncomingCalls })}
      />
    </Section>
  );
}
