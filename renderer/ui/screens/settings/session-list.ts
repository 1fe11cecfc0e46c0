import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { DeviceSession } from '@tatap/protocol/signaling';
import type { AccountModel } from '../../../account/model.ts';
import type { Failure } from '../../../result.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/i18n.ts';
import type { SettingsText } from '../../i18n/settings.ts';

export type SessionsState =
  | { readonly state: 'loading' }
  | { readonly state: 'loaded'; readonly sessions: readonly DeviceSession[] }
  | { readonly state: 'failed'; readonly failure: Failure };

/** The signed-in devices: this one first, then by when they were last seen. */
export interface SessionList {
  readonly sessions: ReadonlySignal<SessionsState>;
  /** The device whose sign-out is under way. */
  readonly revoking: ReadonlySignal<string | null>;
  readonly failure: ReadonlySignal<Failure | null>;
  load(): Promise<void>;
  /** Signs another device out. @returns whether it worked */
  revoke(deviceId: string): Promise<boolean>;
}

export function createSessionList(account: AccountModel): SessionList {
  const sessions = signal<SessionsState>({ state: 'loading' });
  const revoking = signal<string | null>(null);
  const failure = signal<Failure | null>(null);

  return {
    sessions,
    revoking,
    failure,
    async load() {
      sessions.value = { state: 'loading' };
      const result = await account.sessions();
      sessions.value = result.ok
        ? { state: 'loaded', sessions: result.sessions.toSorted(byInterest) }
        : { state: 'failed', failure: result };
    },
    async revoke(deviceId) {
      if (revoking.value !== null) return false;
      revoking.value = deviceId;
      failure.value = null;
      const result = await account.revoke(deviceId);
      revoking.value = null;
      // One that is gone already is what was wished for.
      const gone = result.ok || result.code === 'not-found';
      if (!gone) failure.value = result;
      else if (sessions.value.state === 'loaded') {
        const rest = sessions.value.sessions.filter(({ device }) => device.id !== deviceId);
        sessions.value = { state: 'loaded', sessions: rest };
      }
      return gone;
    },
  };
}

function byInterest(a: DeviceSession, b: DeviceSession): number {
  if (a.current !== b.current) return a.current ? -1 : 1;
  return b.lastSeenAt - a.lastSeenAt;
}

/** What a device is called. A browser tab names itself in English: "Chrome on Linux". */
export function sessionName(t: Translate, { name, platform }: DeviceSession['device']): string {
  const parts = platform === 'web' ? /^(.+) on (.+)$/.exec(name) : null;
  const [, browser, system] = parts ?? [];
  if (browser === undefined || system === undefined) return name;
  return t('device.browserOn', { browser, system });
}

/** How a device stands: this one, connected, or when it was last seen; and since when. */
export function sessionLine(
  t: SettingsText,
  format: Format,
  session: DeviceSession,
  now: number,
): string {
  const since = t('settings.sessionSince', { date: format.date(session.createdAt) });
  if (session.current) return `${t('settings.sessionCurrent')} · ${since}`;
  const seen = session.connected
    ? t('settings.sessionConnected')
    : t('settings.sessionLastSeen', { when: format.relative(session.lastSeenAt, now) });
  return `${seen} · ${since}`;
}
