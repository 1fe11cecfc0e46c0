import { applyPatch, defaultSettings } from '@tatap/protocol/settings';
import { describe, expect, it, vi } from 'vitest';
import { FakeBridge } from '../../../testing/bridge.ts';
import { VirtualClock } from '../../../testing/clock.ts';
import { FakeStore } from '../../../testing/fakes.ts';
import { aToken } from '../../../testing/people.ts';
import { settled } from '../../../testing/settled.ts';
import type { ShellRequest } from '../../host.ts';
import { createLogger, silentLogger } from '../../log.ts';
import { RefusedCertificates } from './certificates.ts';
import { createDesktopPlatform } from './desktop.ts';

const session = { serverUrl: 'https://tatap.test', accountId: 'sari', token: aToken };
const callId = '0a54dd8c-5b9a-4f64-9a66-0d6a0c1f5e55';

const info = {
  version: '1.2.3',
  platform: 'linux',
  profile: null,
  defaultServerUrl: 'http://127.0.0.1:8787',
  hostName: ' laptop ',
} as const;

async function setUp({ hostName = info.hostName as string, log = silentLogger } = {}) {
  const bridge = new FakeBridge();
  const store = new FakeStore();
  bridge.will('app.info', () => ({ ...info, hostName }));
  bridge.will('links.takePending', () => null);
  bridge.will('window.isSeen', () => true);
  const platform = await createDesktopPlatform({ bridge, store, log });
  return { bridge, store, platform };
}

describe('the desktop host', () => {
  it('says what and where it is', async () => {
    const { platform } = await setUp();
    expect(platform.host).toEqual({ kind: 'desktop', platform: 'linux', version: '1.2.3' });
    expect(platform.device).toEqual({ name: 'laptop', platform: 'linux' });
    // One page has the session, whatever windows there are.
    expect(platform.pages).toBeNull();
    expect(platform.defaultServerUrl).toBe('http://127.0.0.1:8787');
  });

  it('asks the main process to allow a server, and continues if it refuses', async () => {
    const { bridge, platform } = await setUp();
    await platform.admitServer('https://tatap.test');
    bridge.will('server.check', () => undefined);
    await platform.admitServer('https://tatap.test');
    await platform.admitServer('');
    const asked = bridge.invoked.filter(({ name }) => name === 'server.check');
    expect(asked.map(({ argument }) => argument)).toEqual([
      'https://tatap.test',
      'https://tatap.test',
    ]);
  });

  it.each([
    ['', 'Desktop'],
    ['x'.repeat(100), 'x'.repeat(64)],
  ])('a host called %j is the device %j', async (hostName, name) => {
    const { platform } = await setUp({ hostName });
    expect(platform.device.name).toBe(name);
  });

  it('has no server where nobody has named one for this installation', async () => {
    const bridge = new FakeBridge();
    bridge.will('app.info', () => ({ ...info, defaultServerUrl: null }));
    bridge.will('links.takePending', () => null);
    bridge.will('window.isSeen', () => true);
    const options = { bridge, store: new FakeStore(), log: silentLogger };
    expect((await createDesktopPlatform(options)).defaultServerUrl).toBe('');
  });

  it('lets the page pick a screen when the main process asks', async () => {
    const { bridge, platform } = await setUp();
    const { picker, givesSound } = platform.screens;
    expect(givesSound).toBe(false);
    bridge.will('screen.sources', () => ({ outcome: 'refused' }));
    bridge.will('screen.choose', () => undefined);
    const chosen = () => bridge.invoked.filter(({ name }) => name === 'screen.choose');

    const stopped = vi.fn();
    platform.screens.onStop(stopped);
    bridge.push('screen.stop', {});
    expect(stopped).toHaveBeenCalledOnce();

    picker?.choose(null);
    expect(chosen()).toEqual([]);
    bridge.push('screen.asked', { sound: 'possible' });
    expect(picker?.question.value).toEqual({ sound: 'possible' });
    expect(await picker?.sources()).toEqual({ outcome: 'refused' });
    picker?.choose({ id: 'screen:0:0', sound: true });
    picker?.choose(null);
    expect(picker?.question.value).toBeNull();
    expect(chosen()).toEqual([
      { name: 'screen.choose', argument: { id: 'screen:0:0', sound: true } },
    ]);
  });

  it('tells what the outside asked for, also before anybody listened', async () => {
    const { bridge, platform } = await setUp();
    const requests: ShellRequest[] = [];
    bridge.push('link.opened', { action: 'call', id: 'budi' });
    platform.onShellRequest((request) => requests.push(request));
    bridge.push('link.opened', { action: 'add', id: 'cici' });
    bridge.push('menu.chosen', 'settings');
    bridge.push('menu.chosen', 'dial');
    expect(requests).toEqual([
      { kind: 'dial', id: 'budi' },
      { kind: 'add', id: 'cici' },
      { kind: 'settings' },
      { kind: 'dial', id: null },
    ]);
  });

  it('takes the link that it was started with', async () => {
    const bridge = new FakeBridge();
    bridge.will('app.info', () => info);
    bridge.will('links.takePending', () => ({ action: 'add', id: 'budi' }));
    bridge.will('window.isSeen', () => false);
    const options = { bridge, store: new FakeStore(), log: silentLogger };
    const platform = await createDesktopPlatform(options);
    await settled();
    const heard = vi.fn();
    platform.onShellRequest(heard);
    expect(heard).toHaveBeenCalledExactlyOnceWith({ kind: 'add', id: 'budi' });
  });

  it('signs out from the menu', async () => {
    const { bridge, platform } = await setUp();
    const heard = vi.fn();
    platform.onSignOut(heard);
    bridge.push('menu.chosen', 'sign-out');
    expect(heard).toHaveBeenCalledOnce();
  });

  it.each([
    ['granted', 'granted'],
    ['unknown', 'granted'],
    ['denied', 'refused'],
    ['restricted', 'refused'],
  ] as const)('a system that says %s has %s the camera', async (access, answer) => {
    const { bridge, platform } = await setUp();
    bridge.will('media.requestAccess', () => access);
    expect(await platform.requestAccess('camera')).toBe(answer);
  });

  it('is not waited for again once the system has granted a device', async () => {
    const { bridge, platform } = await setUp();
    bridge.will('media.requestAccess', () => 'granted');
    await platform.requestAccess('camera');
    expect(platform.requestAccess('camera')).toBe('granted');
    expect(platform.requestAccess('microphone')).toBeInstanceOf(Promise);
    // Taken back meanwhile: the next time it is waited for again.
    bridge.will('media.requestAccess', () => 'denied');
    void platform.requestAccess('camera');
    await settled();
    expect(await platform.requestAccess('camera')).toBe('refused');
  });

  it('shows a ringing call and hides it', async () => {
    const { bridge, platform } = await setUp();
    bridge.will('ringing.show', () => undefined);
    bridge.will('ringing.hide', () => undefined);
    const from = { id: 'budi', name: 'Budi', isContact: true };
    const words = { language: 'id', theme: 'dark', text: '' } as const;
    const call = { callId, from, media: 'video', unconfirmed: true, ...words } as const;
    platform.alerts.show(call);
    platform.alerts.hide();
    expect(bridge.invoked.slice(-2)).toEqual([
      {
        name: 'ringing.show',
        argument: {
          callId,
          from: { id: 'budi', displayName: 'Budi', isContact: true },
          media: 'video',
          unconfirmed: true,
          language: 'id',
          theme: 'dark',
        },
      },
      { name: 'ringing.hide', argument: undefined },
    ]);
  });

  it('is seen as the main process says: the document is visible in the tray, too', async () => {
    const { bridge, platform } = await setUp();
    expect(platform.seen.value).toBe(true);
    bridge.push('window.seen', false);
    expect(platform.seen.value).toBe(false);
  });

  it('lets the program end when what was to be done before is done', async () => {
    const { bridge, platform } = await setUp();
    bridge.will('app.farewellSaid', () => undefined);
    const said = () => bridge.invoked.filter(({ name }) => name === 'app.farewellSaid').length;
    const leaving = Promise.withResolvers<void>();
    platform.onQuitting(() => leaving.promise);
    bridge.push('app.quitting', {});
    await settled();
    expect(said()).toBe(0);
    leaving.resolve();
    await settled();
    expect(said()).toBe(1);
  });

  it('has the system ask once whether calls may be notified', async () => {
    const { bridge, platform } = await setUp();
    bridge.will('ringing.askToNotify', () => undefined);
    platform.alerts.prepare();
    platform.alerts.prepare();
    expect(bridge.invoked.filter(({ name }) => name === 'ringing.askToNotify')).toHaveLength(1);
  });

  it('logs what the main process refuses, and goes on', async () => {
    const lines: string[] = [];
    const { platform } = await setUp({ log: createLogger((_, line) => lines.push(line)) });
    platform.alerts.setMissedCount(-1);
    await settled();
    expect(lines.join()).toContain('app.setMissedCount');
  });
});

describe('the session of the desktop', () => {
  it('is what the main process keeps', async () => {
    const { bridge, platform } = await setUp();
    bridge.will('session.write', () => ({ persisted: true }));
    bridge.will('session.read', () => session);
    expect(await platform.sessions.write(session)).toEqual({ persisted: true });
    expect(await platform.sessions.read()).toEqual({ session, because: null });
  });

  it('that could not be kept is explained at the next start, once', async () => {
    const { bridge, platform } = await setUp();
    bridge.will('session.write', () => ({ persisted: false }));
    bridge.will('session.read', () => null);
    await platform.sessions.write(session);
    expect(await platform.sessions.read()).toEqual({ session: null, because: 'not-persisted' });
    expect(await platform.sessions.read()).toEqual({ session: null, because: null });
  });

  it('that was ended by the person needs no explanation', async () => {
    const { bridge, platform } = await setUp();
    bridge.will('session.write', () => ({ persisted: false }));
    bridge.will('session.read', () => null);
    await platform.sessions.write(session);
    await platform.sessions.write(null);
    expect(await platform.sessions.read()).toEqual({ session: null, because: null });
  });

  it('is none when the main process fails', async () => {
    const { platform } = await setUp();
    expect(await platform.sessions.read()).toEqual({ session: null, because: null });
    expect(await platform.sessions.write(session)).toEqual({ persisted: false });
  });
});

describe('the settings of the desktop', () => {
  it('are read and written by the main process', async () => {
    const { bridge, platform } = await setUp();
    const read = { settings: defaultSettings, keptAside: 'settings.json.bad' };
    bridge.will('settings.read', () => read);
    expect(await platform.settings.read()).toEqual(read);
    bridge.will('settings.write', (patch) => applyPatch(defaultSettings, patch));
    expect(await platform.settings.write({ theme: 'dark' })).toMatchObject({ theme: 'dark' });
  });
});

describe('a refused certificate', () => {
  it.each(['tatap.test', 'tatap.test:8443'])(
    'named as %s is known for its server',
    async (host) => {
      const certificates = new RefusedCertificates(new VirtualClock());
      certificates.handleRefused(host);
      expect(await certificates.refused('https://tatap.test:8443')).toBe(true);
    },
  );

  it('is waited for a moment, since the news may come after the failure', async () => {
    const clock = new VirtualClock();
    const certificates = new RefusedCertificates(clock);
    const refused = certificates.refused('https://tatap.test');
    certificates.handleRefused('tatap.test');
    clock.advance(250);
    expect(await refused).toBe(true);
  });

  it('says nothing of other servers, plain http, or a while later', async () => {
    const clock = new VirtualClock();
    const certificates = new RefusedCertificates(clock);
    certificates.handleRefused('tatap.test');
    expect(await certificates.refused('http://tatap.test')).toBe(false);
    const other = certificates.refused('https://other.test');
    clock.advance(250);
    expect(await other).toBe(false);
    clock.advance(60_000);
    const later = certificates.refused('https://tatap.test');
    clock.advance(250);
    expect(await later).toBe(false);
  });
});
