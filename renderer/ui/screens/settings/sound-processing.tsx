import { Switch } from '../../components/switch.tsx';
import { useSettingsText } from '../../i18n/settings.ts';
import { useModel } from '../../use-model.tsx';

const kinds = ['noiseSuppression', 'echoCancellation', 'autoGainControl'] as const;

/** What is done to the own sound before others hear it; changes are heard at once, in calls too. */
export function SoundProcessing() {
  const { settings } = useModel();
  const t = useSettingsText();
  return kinds.map((kind) => (
    <Switch
      key={kind}
      label={t(`settings.${kind}`)}
      hint={t(`settings.${kind}Hint`)}
      checked={settings.settings.value[kind]}
      onChange={(on) => void settings.write({ [kind]: on })}
    />
  ));
}
