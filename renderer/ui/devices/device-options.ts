import type { DeviceChoice, DeviceKind } from '../../settings/model.ts';
import type { SelectOption } from '../components/select.tsx';
import type { I18n } from '../i18n/i18n.ts';

/** The value of "System default"; no device has an empty ID in the list. */
export const systemDefault = '';
/** The value of the chosen device while it is not plugged in. */
const away = 'not-plugged-in';

export interface DevicePickerView {
  readonly value: string;
  readonly options: readonly SelectOption<string>[];
  /** Said below the list, for example which device stands in. */
  readonly hint: string | null;
}

/** What the picker of a kind shows. */
export function devicePicker(
  { t }: I18n,
  kind: DeviceKind,
  choice: DeviceChoice,
): DevicePickerView {
  const { options, chosen, active } = choice;
  const named = options
    .filter((option) => option.deviceId !== systemDefault)
    .map((option, index) => ({
      value: option.deviceId,
      label: option.label || t(`device.unnamed.${kind}`, { number: index + 1 }),
    }));
  const followed =
    chosen === null && active !== null && active.label !== ''
      ? t('device.systemDefaultIs', { label: active.label })
      : t('device.systemDefault');
  const first = { value: systemDefault, label: followed };

  if (chosen === null) return { value: systemDefault, options: [first, ...named], hint: null };
  if (!choice.fallback) {
    // Matched by group and label: its ID may have changed since it was chosen.
    const value = active?.deviceId ?? chosen.deviceId;
    // Not listed while the browser has not said yet what there is.
    const listed = named.some((option) => option.value === value);
    const unlisted = listed ? [] : [{ value, label: chosen.label }];
    return { value, options: [first, ...unlisted, ...named], hint: null };
  }
  const missing = { value: away, label: t('device.notPluggedIn', { label: chosen.label }) };
  return {
    value: away,
    options: [first, missing, ...named],
    hint:
      active === null
        ? t('device.fallbackNone', { chosen: chosen.label })
        : t('device.fallback', { chosen: chosen.label, active: active.label }),
  };
}

/** What choosing a value means for `devices.choose`; `undefined` where nothing changes. */
export function chosenDevice(value: string): string | null | undefined {
  if (value === away) return undefined;
  return value === systemDefault ? null : value;
}
