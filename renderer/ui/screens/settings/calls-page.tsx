import type { WhoMayCall } from '@tatap/protocol/signaling';
import { useMemo, useState } from 'preact/hooks';
import { RadioGroup } from '../../components/radio-group.tsx';
import { Switch } from '../../components/switch.tsx';
import { createAction } from '../../forms/action.ts';
import { FailureBanner } from '../../forms/failure-banner.tsx';
import { failureOf } from '../../forms/form.ts';
import { useSettingsText } from '../../i18n/settings.ts';
import { useModel } from '../../use-model.tsx';
import { Section } from './section.tsx';

const choices: readonly WhoMayCall[] = ['everyone', 'contacts'];

/** Who may call, how much data calls may use, and which way they take. */
export function CallsPage() {
  const { account, settings } = useModel();
  const t = useSettingsText();
  const action = useMemo(createAction, []);
  const [wished, setWished] = useState<WhoMayCall | null>(null);
  const session = account.session.value;
  if (session.phase !== 'signed-in') return null;

  async function choose(whoMayCall: WhoMayCall): Promise<void> {
    setWished(whoMayCall);
    await action.run(() => account.update({ whoMayCall }));
    // From here on the server's word counts: the new value, or the old one beside the refusal.
    setWished(null);
  }

  return (
    <>
      <Section>
        <RadioGroup
          label={t('settings.whoMayCall')}
          hint={t('settings.whoMayCallNote')}
          value={wished ?? session.account.whoMayCall}
          options={choices.map((value) => ({ value, label: t(`settings.whoMayCall.${value}`) }))}
          onChange={(value) => void choose(value)}
        />
        <FailureBanner failure={failureOf(action.submission.value)} />
      </Section>
      <Section>
        <Switch
          label={t('settings.lowData')}
          hint={t('settings.lowDataHint')}
          checked={settings.settings.value.lowData}
          onChange={(lowData) => void settings.write({ lowData })}
        />
        <Switch
          label={t('settings.relayOnly')}
          hint={t('settings.relayOnlyHint')}
          checked={settings.settings.value.relayOnly}
          onChange={(relayOnly) => void settings.write({ relayOnly })}
        />
      </Section>
    </>
  );
}
