import { assertNever } from '@tatap/protocol/signaling';
import type { Connection, OfflineCause } from '../../account/model.ts';
import type { DeviceNotice } from '../../settings/model.ts';
import type { ToastInput } from '../components/toast-list.ts';
import type { I18n, MessageKey } from '../i18n/i18n.ts';

/** What the banner about the connection says. */
export type ConnectionNotice =
  | {
      readonly kind: 'offline';
      readonly cause: OfflineCause;
      /** When the next try is made; `null` while one is under way. */
      readonly retryAt: number | null;
    }
  | { readonly kind: 'incompatible'; readonly who: 'app-too-old' | 'server-too-old' };

/**
 * The notice that follows `previous`. A first connecting is not worth a word; one after a failure
 * keeps the banner, so that it does not come and go with every try.
 */
export function nextNotice(
  previous: ConnectionNotice | null,
  connection: Connection,
): ConnectionNotice | null {
  switch (connection.state) {
    case 'connecting':
      return previous?.kind === 'offline' ? { ...previous, retryAt: null } : null;
    case 'offline':
      return { kind: 'offline', cause: connection.cause, retryAt: connection.retryAt };
    case 'incompatible':
      return { kind: 'incompatible', who: connection.who };
    case 'online':
    case 'replaced':
      return null;
    default:
      return assertNever(connection);
  }
}

const messages = {
  unreachable: ['connection.unreachable', 'connection.unreachableNow'],
  'bad-certificate': ['connection.badCertificate', 'connection.badCertificateNow'],
  'not-a-server': ['connection.notAServer', 'connection.notAServerNow'],
  'socket-blocked': ['connection.socketBlocked', 'connection.socketBlockedNow'],
  'too-many-devices': ['connection.tooManyDevices', 'connection.tooManyDevicesNow'],
  busy: ['connection.busy', 'connection.busyNow'],
  refused: ['connection.refused', 'connection.refusedNow'],
} as const satisfies Record<OfflineCause, readonly MessageKey[]>;

/**
 * The sentence of an offline notice.
 *
 * @param server host as people write it
 */
export function offlineText(
  { t }: I18n,
  notice: Extract<ConnectionNotice, { kind: 'offline' }>,
  server: string,
  now: number,
): string {
  const [counting, trying] = messages[notice.cause];
  const seconds = notice.retryAt === null ? 0 : Math.ceil((notice.retryAt - now) / 1000);
  return seconds > 0 ? t(counting, { server, seconds }) : t(trying, { server });
}

/** A server's address as people write it: without the scheme, where that is the usual one. */
export function serverName(serverUrl: string): string {
  return serverUrl.replace(/^https:\/\//, '').replace(/\/$/, '');
}

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
