import type { Settings } from '@tatap/protocol/settings';
import { Moon, Sun, SunMoon } from 'lucide';
import type { IconShape } from '../../components/icon.tsx';
import { RadioGroup } from '../../components/radio-group.tsx';
import { Select } from '../../components/select.tsx';
import { languageNames, languages, resolveLanguage } from '../../i18n/language.ts';
import { useSettingsText } from '../../i18n/settings.ts';
import { useModel } from '../../use-model.tsx';
import { Section } from './section.tsx';

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
