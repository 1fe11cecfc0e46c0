import { assertNever } from '@tatap/protocol/signaling';
import type { DeviceNotice } from '../../settings/model.ts';
import type { ToastInput } from '../components/toast-list.ts';
import type { I18n } from '../i18n/i18n.ts';

/** What is said when a device goes or comes. Of one device only the latest news is shown. */
export function deviceToast({ t }: I18n, notice: DeviceNotice): ToastInput {
  const { device, label } = notice;
  const topic = `device.${device}`;
  switch (notice.kind) {
    case 'lost':
      return { kind: 'warning', topic, text: t(`notice.deviceLost.${device}`, { label }) };
    case 'fallback':
      return { kind: 'warning', topic, text: t(`notice.deviceFallback.${device}`, { label }) };
    case 'returned':
      return { kind: 'success', topic, text: t(`notice.deviceReturned.${device}`, { label }) };
    default:
      return assertNever(notice);
  }
}
