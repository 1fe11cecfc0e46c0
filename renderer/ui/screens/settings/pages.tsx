import type { Settings } from '@tatap/protocol/settings';
import type { WhoMayCall } from '@tatap/protocol/signaling';
import { Moon, Sun, SunMoon } from 'lucide';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { IconShape } from '../../components/icon.tsx';
import { Logo } from '../../components/logo.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { Select } from '../../components/select.tsx';
import { Switch } from '../../components/switch.tsx';
import { CameraCheck, MicrophoneCheck, SoundCheck } from '../../devices/device-checks.tsx';
import { FailureBanner } from '../../forms/failure-banner.tsx';
import { createAction, failureOf } from '../../forms/form.ts';
import { createServerChoice } from '../../forms/server-choice.ts';
import { languageNames, languages, resolveLanguage } from '../../i18n/language.ts';
import { useSettingsText } from '../../i18n/settings.ts';
import { type ShortcutName, shortcutNames, useShortcutKeys } from '../../shortcuts/index.ts';
import { useModel } from '../../use-model.tsx';
import { serverVersion } from './network-page.tsx';
import { Facts, Section } from './section.tsx';

/** Camera, microphone, speaker and ring device, each to be tried where it is chosen. */
export function DevicesPage() {
  return (
    <>
      <Section>
        <CameraCheck />
      </Section>
      <Section>
        <MicrophoneCheck />
        <SoundProcessing />
      </Section>
      <Section>
        <SoundCheck kind="speaker" />
        <SoundCheck kind="ring" />
      </Section>
    </>
  );
}

const soundSettings = ['noiseSuppression', 'echoCancellation', 'autoGainControl'] as const;

/** What is done to the own sound before others hear it; changes are heard at once, in calls too. */
function SoundProcessing() {
  const { settings } = useModel();
  const t = useSettingsText();
  return soundSettings.map((kind) => (
    <Switch
      key={kind}
      label={t(`settings.${kind}`)}
      hint={t(`settings.${kind}Hint`)}
      checked={settings.settings.value[kind]}
      onChange={(on) => void settings.write({ [kind]: on })}
    />
  ));
}

const callers: readonly WhoMayCall[] = ['everyone', 'contacts'];

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
          options={callers.map((value) => ({ value, label: t(`settings.whoMayCall.${value}`) }))}
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

const themes: Readonly<Record<Settings['theme'], IconShape>> = {
  system: SunMoon,
  light: Sun,
  dark: Moon,
};

/** Theme and language; both change at once. */
export function AppearancePage() {
  const { settings } = useModel();
  const t = useSettingsText();
  const { theme, language } = settings.settings.value;
  const system = languageNames[resolveLanguage('system', navigator.languages)];
  const languageOptions: readonly { value: Settings['language']; label: string }[] = [
    { value: 'system', label: t('settings.languageSystem', { language: system }) },
    ...languages.map((value) => ({ value, label: languageNames[value] })),
  ];
  return (
    <>
      <Section>
        <RadioGroup
          label={t('settings.theme')}
          layout="cards"
          value={theme}
          options={(Object.keys(themes) as Settings['theme'][]).map((value) => ({
            value,
            label: t(`settings.theme.${value}`),
            icon: themes[value],
          }))}
          onChange={(value) => void settings.write({ theme: value })}
        />
      </Section>
      <Section>
        <Select
          label={t('settings.language')}
          value={language}
          options={languageOptions}
          onChange={(value) => void settings.write({ language: value })}
        />
      </Section>
    </>
  );
}

/** Every shortcut with its keys on this keyboard. */
export function ShortcutsPage() {
  const t = useSettingsText();
  return (
    <Section>
      <table class="settings__keys">
        <thead class="visually-hidden">
          <tr>
            <th scope="col">{t('settings.action')}</th>
            <th scope="col">{t('settings.keys')}</th>
          </tr>
        </thead>
        <tbody>
          {shortcutNames.map((name) => (
            <ShortcutRow key={name} name={name} />
          ))}
        </tbody>
      </table>
      <p class="note">{t('settings.shortcutsNote')}</p>
    </Section>
  );
}

function ShortcutRow({ name }: { name: ShortcutName }) {
  const t = useSettingsText();
  const keys = useShortcutKeys(name);
  return (
    <tr>
      <th scope="row">{t(`shortcut.${name}`)}</th>
      <td>
        <kbd>{keys.text}</kbd>
      </td>
    </tr>
  );
}

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
