import type { DeviceKind } from '../../settings/model.ts';
import { Select } from '../components/select.tsx';
import { useI18n } from '../i18n/context.tsx';
import { useModel } from '../use-model.tsx';
import { chosenDevice, devicePicker } from './device-options.ts';

/** The list of devices of a kind. */
export function DevicePicker({ kind }: { kind: DeviceKind }) {
  const { devices } = useModel();
  const i18n = useI18n();
  const picker = devicePicker(i18n, kind, devices.snapshot.value[kind]);
  return (
    <Select
      label={i18n.t(`device.${kind}`)}
      value={picker.value}
      options={picker.options}
      hint={picker.hint ?? undefined}
      onChange={(value) => {
        const deviceId = chosenDevice(value);
        if (deviceId !== undefined) void devices.choose(kind, deviceId);
      }}
    />
  );
}
