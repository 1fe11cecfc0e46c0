import type { DeviceSession } from '@tatap/protocol/signaling';
import { describe, expect, it } from 'vitest';
import { createFakeApp } from '../../../../testing/app-model.ts';
import { en } from '../../i18n/en/index.ts';
import { createFormat } from '../../i18n/format.ts';
import { createI18n, createTranslate } from '../../i18n/i18n.ts';
import { id } from '../../i18n/id/index.ts';
import type { English } from '../../i18n/language.ts';
import { settingsTexts } from '../../i18n/settings.ts';
import { exportFileName } from '../../save-file.ts';
import { createSessionList, sessionLine, sessionName } from './session-list.ts';

const now = new Date(2026, 2, 4, 12).getTime();
const hour = 3_600_000;

function session(id: string, more: Partial<DeviceSession> = {}): DeviceSession {
  return {
    device: { id, name: `device ${id}`, platform: 'linux' },
    createdAt: now - 100 * hour,
    lastSeenAt: now,
    expiresAt: now + 100 * hour,
    connected: false,
    current: false,
    ...more,
  };
}

async function setUp() {
  const app = createFakeApp();
  app.sessions.value = [
    session('old', { lastSeenAt: now - 5 * hour }),
    session('here', { current: true, lastSeenAt: now - 9 * hour }),
    session('new', { lastSeenAt: now - hour }),
  ];
  const list = createSessionList(app.model.account);
  await list.load();
  const ids = () =>
    list.sessions.value.state === 'loaded'
      ? list.sessions.value.sessions.map(({ device }) => device.id)
      : [];
  return { app, list, ids };
}

describe('the list of sessions', () => {
  it('shows this device first, then those seen last', async () => {
    const { ids } = await setUp();
    expect(ids()).toEqual(['here', 'new', 'old']);
  });

  it('takes a signed-out device away', async () => {
    const { list, ids } = await setUp();
    expect(await list.revoke('new')).toBe(true);
    expect(ids()).toEqual(['here', 'old']);
  });

  it('takes one away that was gone already', async () => {
    const { app, list, ids } = await setUp();
    app.fail('account.revoke', { ok: false, code: 'not-found' });
    expect(await list.revoke('new')).toBe(true);
    expect(ids()).toEqual(['here', 'old']);
    expect(list.failure.value).toBeNull();
  });

  it('keeps it and says why where that fails', async () => {
    const { app, list, ids } = await setUp();
    app.fail('account.revoke', { ok: false, code: 'timeout' });
    expect(await list.revoke('new')).toBe(false);
    expect(ids()).toHaveLength(3);
    expect(list.failure.value?.code).toBe('timeout');
    expect(list.revoking.value).toBeNull();
  });

  it('can be tried again when it did not load', async () => {
    const { app, list } = await setUp();
    app.fail('account.sessions', { ok: false, code: 'unreachable' });
    await list.load();
    expect(list.sessions.value).toMatchObject({
      state: 'failed',
      failure: { code: 'unreachable' },
    });
    app.fail('account.sessions', null);
    await list.load();
    expect(list.sessions.value.state).toBe('loaded');
  });
});

describe('sessionLine', () => {
  const format = createFormat('en-GB');
  const t = createTranslate<English & typeof settingsTexts.en>(
    'en',
    { ...en, ...settingsTexts.en },
    format,
  );
  it('says how the device stands and since when', () => {
    expect(sessionLine(t, format, session('a', { current: true }), now)).toMatch(/^This device · /);
    expect(sessionLine(t, format, session('a', { connected: true }), now)).toMatch(
      /^Connected now · /,
    );
    expect(sessionLine(t, format, session('a', { lastSeenAt: now - 5 * hour }), now)).toBe(
      'Last seen 5 hours ago · Signed in 28 February 2026',
    );
  });
});

describe('sessionName', () => {
  const { t: inEnglish } = createI18n('en', en);
  const { t: inIndonesian } = createI18n('id', id);
  const web = (name: string) => ({ id: 'a', name, platform: 'web' }) as const;

  it('says a browser and its system in the language of the person', () => {
    expect(sessionName(inIndonesian, web('Chrome on Linux'))).toBe('Chrome di Linux');
    expect(sessionName(inEnglish, web('Chrome on Linux'))).toBe('Chrome on Linux');
  });

  it('leaves other names as they are', () => {
    expect(sessionName(inIndonesian, web('Browser'))).toBe('Browser');
    const desktop = { ...web('Laptop on desk'), platform: 'linux' } as const;
    expect(sessionName(inIndonesian, desktop)).toBe('Laptop on desk');
  });
});

describe('exportFileName', () => {
  it('names the account and the day', () => {
    expect(exportFileName('sari', now)).toBe('tatap-sari-2026-03-04.json');
  });
});
