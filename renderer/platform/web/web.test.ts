import { defaultSettings } from '@tatap/protocol/settings';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { VirtualClock } from '../../../testing/clock.ts';
import { FakeStore } from '../../../testing/fakes.ts';
import { aToken } from '../../../testing/people.ts';
import { silentLogger } from '../../log.ts';
import { Emitter } from '../emitter.ts';
import { isSeen } from '../page.ts';
import { randomUuid } from '../uuid.ts';
import { WebAlerts } from './alerts.ts';
import { InCall } from './in-call.ts';
import { WebSessionStore } from './session-store.ts';
import { createWebSettings } from './settings-store.ts';
import { TabTitle } from './title.ts';
import { browserName, invitationIn, requestInPath } from './web.ts';

const session = { serverUrl: 'https://tatap.test', accountId: 'sari', token: aToken };

describe('the settings of a browser', () => {
  function setUp(kept?: string) {
    const store = new FakeStore();
    if (kept !== undefined) store.write('settings', kept);
    const settings = createWebSettings(store, silentLogger);
    return { store, settings };
  }

  it('are the defaults on the first visit', async () => {
    expect(await setUp().settings.read()).toEqual({ settings: defaultSettings, keptAside: null });
  });

  it('are there again on the next', async () => {
    const { settings } = setUp();
    await settings.write({ language: 'id' });
    await settings.write({ theme: 'dark' });
    expect((await settings.read()).settings).toMatchObject({ language: 'id', theme: 'dark' });
  });

  it.each(['{"language":', '{"language":"elvish"}', '"dark"', 'null', '{"camera":7}'])(
    'that cannot be read (%s) are kept aside, said once, and replaced by the defaults',
    async (kept) => {
      const { settings, store } = setUp(kept);
      const read = await settings.read();
      expect(read.settings).toEqual(defaultSettings);
      expect(read.keptAside).not.toBeNull();
      expect(store.read(read.keptAside ?? '')).toBe(kept);
      expect(await settings.read()).toEqual({ settings: defaultSettings, keptAside: null });
    },
  );

  it('follow another tab, and do not undo its change', async () => {
    const { settings, store } = setUp();
    const heard = vi.fn();
    settings.onChanged(heard);
    new FakeStore(store).write('settings', '{"theme":"dark"}');
    expect(heard).toHaveBeenCalledExactlyOnceWith({ ...defaultSettings, theme: 'dark' });
    expect(await settings.write({ language: 'id' })).toMatchObject({
      theme: 'dark',
      language: 'id',
    });
  });
});

describe('the session of a browser', () => {
  it('is shared by the tabs, and dropped if it does not parse', async () => {
    const store = new FakeStore();
    await new WebSessionStore(store).write(session);
    expect(await new WebSessionStore(store).read()).toEqual({ session, because: null });
    store.write('session', '{"token":1}');
    expect(await new WebSessionStore(store).read()).toEqual({ session: null, because: null });
  });

  it('of a tab that signs out is removed, but not the newer session of another tab', async () => {
    const store = new FakeStore();
    const [first, second] = [new WebSessionStore(store), new WebSessionStore(store)];
    await first.write(session);
    const newer = { ...session, accountId: 'budi', token: `${aToken}-2` };
    await second.write(newer);
    await first.write(null);
    expect((await second.read()).session).toEqual(newer);
    await second.write(null);
    expect((await second.read()).session).toBeNull();
  });
});

describe('a link into the web client', () => {
  it.each([
    ['/add/budi', { kind: 'add', id: 'budi' }],
    ['/call/Budi.S/', { kind: 'dial', id: 'budi.s' }],
    ['/call/budi%2Ds', { kind: 'dial', id: 'budi-s' }],
    ['/', null],
    ['/add/', null],
    ['/add/x', null],
    ['/add/%00budi', null],
    ['/add/%', null],
    ['/remove/budi', null],
  ])('%s asks for %j', (path, request) => {
    expect(requestInPath(path)).toEqual(request);
  });

  it.each([
    ['?invitation=ABCD-EFGH', { kind: 'join', invitation: 'ABCD-EFGH' }],
    ['?a=b&invitation=%20ABCD%0A', { kind: 'join', invitation: 'ABCD' }],
    ['?invitation=', null],
    [`?invitation=${'x'.repeat(65)}`, null],
    ['', null],
  ])('%s brings %j', (search, request) => {
    expect(invitationIn(search)).toEqual(request);
  });
});

describe('the name of a browser', () => {
  const like = (system: string, rest: string) =>
    `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) ${rest}`;

  it.each([
    [like('X11; Linux x86_64', 'Chrome/140.0 Safari/537.36'), 'Chrome on Linux'],
    [like('X11; Linux x86_64', 'HeadlessChrome/140.0.0.0 Safari/537.36'), 'Chrome on Linux'],
    [like('X11; Linux x86_64', 'Chromium/140.0 Safari/537.36'), 'Chrome on Linux'],
    [like('iPhone; like Mac OS X', 'CriOS/140.0 Mobile Safari/604.1'), 'Chrome on iOS'],
    [like('Windows NT 10.0', 'Chrome/140 Safari/537 Edg/140'), 'Edge on Windows'],
    ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15.1; rv:140) Firefox/140.0', 'Firefox on macOS'],
    [like('iPhone; like Mac OS X', 'Version/18 Safari/604'), 'Safari on iOS'],
    [like('Linux; Android 15', 'Chrome/140 Mobile Safari/537'), 'Chrome on Android'],
    ['', 'Browser'],
  ])('%s', (userAgent, name) => {
    expect(browserName(userAgent)).toBe(name);
  });
});

describe('the title of the tab', () => {
  function setUp() {
    const clock = new VirtualClock();
    const shown: string[] = [];
    return { clock, shown, title: new TabTitle('Tatap', (text) => shown.push(text), clock) };
  }

  it('flashes while it rings and rests afterwards', () => {
    const { clock, shown, title } = setUp();
    title.flash('Budi');
    clock.advance(2_000);
    title.rest();
    clock.advance(10_000);
    expect(shown).toEqual(['Budi', 'Tatap', 'Budi', 'Tatap']);
    expect(clock.pending).toBe(0);
  });

  it('counts missed calls', () => {
    const { shown, title } = setUp();
    title.setMissedCount(2);
    title.setMissedCount(0);
    expect(shown).toEqual(['(2) Tatap', 'Tatap']);
  });

  it('a call missed just now is in the title when the flashing ends', () => {
    const { clock, shown, title } = setUp();
    title.flash('Budi');
    title.flash('Cici');
    title.setMissedCount(1);
    title.rest();
    expect(shown).toEqual(['Budi', 'Cici', '(1) Tatap']);
    expect(clock.pending).toBe(0);
  });
});

describe('an incoming call in a browser', () => {
  const shown: string[] = [];
  const alert = {
    callId: '0a54dd8c-5b9a-4f64-9a66-0d6a0c1f5e55',
    from: { id: 'budi', name: 'Budi', isContact: true },
    media: 'video',
    unconfirmed: false,
    language: 'en',
    theme: 'system',
    text: 'Incoming video call',
  } as const;

  /** A call that comes while the page is so. */
  function ring(page: Parameters<typeof isSeen>[0]) {
    class FakeNotification extends EventTarget {
      static permission = 'granted';
      constructor(title: string) {
        super();
        shown.push(title);
      }
      close() {
        shown.pop();
      }
    }
    vi.stubGlobal('Notification', FakeNotification);
    vi.stubGlobal('window', { Notification: FakeNotification });
    const title = new TabTitle('Tatap', () => {}, new VirtualClock());
    const options = { title, store: new FakeStore(), log: silentLogger };
    const alerts = new WebAlerts({ ...options, isSeen: () => isSeen(page) });
    alerts.show(alert);
    return alerts;
  }

  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ['hidden', { visibilityState: 'hidden', hasFocus: () => false }],
    ['visible without focus', { visibilityState: 'visible', hasFocus: () => false }],
  ] as const)('is notified of where the page is %s, until it ends', (_, page) => {
    const alerts = ring(page);
    expect(shown).toEqual(['Budi']);
    alerts.hide();
    expect(shown).toEqual([]);
  });

  it('is not notified of where the page has the focus', () => {
    ring({ visibilityState: 'visible', hasFocus: () => true });
    expect(shown).toEqual([]);
  });
});

describe('a running call in a browser', () => {
  it('asks before the page is left, and only then', () => {
    const page = new EventTarget();
    vi.stubGlobal('window', page);
    vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: true }));
    const leaves = () =>
      page.dispatchEvent(new Event('beforeunload', { cancelable: true })) ? 'leaves' : 'asks';
    const inCall = new InCall(silentLogger);
    expect(leaves()).toBe('leaves');
    inCall.setInCall(true);
    expect(leaves()).toBe('asks');
    inCall.setInCall(false);
    expect(leaves()).toBe('leaves');
    vi.unstubAllGlobals();
  });
});

describe('a UUID where the browser makes none', () => {
  it('is of version 4 and another one each time', () => {
    const own = vi.spyOn(crypto, 'randomUUID');
    Object.defineProperty(crypto, 'randomUUID', { value: undefined, configurable: true });
    try {
      const ids = Array.from({ length: 50 }, randomUuid);
      const version4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
      for (const id of ids) expect(id).toMatch(version4);
      expect(new Set(ids).size).toBe(50);
    } finally {
      Reflect.deleteProperty(crypto, 'randomUUID');
      own.mockRestore();
    }
  });
});

describe('news', () => {
  it('wait for the first listener and then go to all', () => {
    const news = new Emitter<number>();
    news.emit(1);
    const first: number[] = [];
    const second: number[] = [];
    const stop = news.on((value) => first.push(value));
    news.on((value) => second.push(value));
    news.emit(2);
    stop();
    news.emit(3);
    expect(first).toEqual([1, 2]);
    expect(second).toEqual([2, 3]);
  });
});
