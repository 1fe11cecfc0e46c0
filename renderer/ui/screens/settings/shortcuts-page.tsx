import { useSettingsText } from '../../i18n/settings.ts';
import { type ShortcutName, shortcutNames, useShortcutKeys } from '../../shortcuts/index.ts';
import { Section } from './section.tsx';

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
      <p class="settings__note">{t('settings.shortcutsNote')}</p>
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
