import { describe, expect, it } from 'vitest';
import { fakeServerUrl, signedIn } from '../../../testing/account-model.ts';
import { createFakeApp } from '../../../testing/app-model.ts';
import type { Connection, SessionSnapshot } from '../../account/model.ts';
import type { ShownCall } from '../../calls/model.ts';
import { en } from '../i18n/en/index.ts';
import { createI18n } from '../i18n/i18n.ts';
import {
  type ConnectionNotice,
  deviceToast,
  nextNotice,
  offlineText,
  serverName,
} from './notice-texts.ts';
import { isMisdialled, routeOf } from './route.ts';
import { createShellState } from './shell-state.ts';

type Ended = Extract<ShownCall, { phase: 'ended' }>;

const idle: ShownCall = { phase: 'idle' };
const incoming: ShownCall = {
  phase: 'incoming',
  callId: 'c',
  peer: { id: 'budi', name: 'Budi', isContact: true },
  media: 'video',
  unconfirmed: false,
};
const signedOut: SessionSnapshot = {
  phase: 'signed-out',
  serverUrl: fakeServerUrl,
  because: null,
};
const withConnection = (connection: Connection): SessionSnapshot =>
  signedIn.phase === 'signed-in' ? { ...signedIn, connection } : signedIn;

const anEnding = (change: Partial<Ended>): Ended => ({
  phase: 'ended',
  callId: 'c',
  peer: { id: 'budi', name: 'Budi', isContact: true },
  media: 'video',
  direction: 'outgoing',
  reason: 'hung-up',
  by: 'self',
  text: null,
  durationMs: null,
  refusal: null,
  ...change,
});

describe('routeOf', () => {
  it('goes from the stored session over first start to home', () => {
    expect(routeOf('here', { phase: 'starting' }, idle, false)).toBe('starting');
    expect(routeOf('here', signedOut, idle, false)).toBe('first-start');
    expect(routeOf('here', signedOut, idle, true)).toBe('first-start');
    expect(routeOf('here', signedIn, idle, false)).toBe('first-start');
    expect(routeOf('here', signedIn, idle, true)).toBe('home');
  });

  it('shows a call before everything else', () => {
    expect(routeOf('here', signedIn, incoming, false)).toBe('ringing');
    expect(routeOf('here', signedOut, incoming, true)).toBe('ringing');
    expect(routeOf('here', withConnection({ state: 'replaced' }), incoming, true)).toBe('ringing');
  });

  it('shows an outgoing call at home while its ID may be nobody’s, and an ending at home', () => {
    const outgoing = { phase: 'outgoing' } as ShownCall;
    expect(routeOf('here', signedIn, outgoing, true)).toBe('ringing');
    expect(routeOf('here', signedIn, outgoing, true, 'at-home')).toBe('home');
    expect(routeOf('here', signedIn, anEnding({}), true)).toBe('home');
  });

  it('rests while another window is in use', () => {
    expect(routeOf('elsewhere', { phase: 'starting' }, idle, true)).toBe('replaced');
    expect(routeOf('unknown', { phase: 'starting' }, idle, true)).toBe('starting');
    expect(routeOf('here', withConnection({ state: 'replaced' }), idle, true)).toBe('replaced');
  });
});

describe('an ID that nobody has', () => {
  const unknown = { reason: 'refused', refusal: 'unknown-account' } as const;
  const stranger = { id: 'bdui', name: 'bdui', isContact: false };

  it('is a slip of typing, unless it is a contact’s', () => {
    expect(isMisdialled(anEnding({ ...unknown, peer: stranger }))).toBe(true);
    expect(isMisdialled(anEnding(unknown))).toBe(false);
    expect(isMisdialled(anEnding({ reason: 'busy', peer: stranger }))).toBe(false);
  });
});

describe('the connection notice', () => {
  const offline: Connection = { state: 'offline', cause: 'unreachable', retryAt: 10_000 };
  const i18n = createI18n('en', en);

  it('does not speak of a first connecting', () => {
    expect(nextNotice(null, { state: 'connecting' })).toBeNull();
  });

  it('stays through a try and goes when that succeeds', () => {
    const first = nextNotice(null, offline);
    const trying = nextNotice(first, { state: 'connecting' });
    expect(trying).toEqual({ kind: 'offline', cause: 'unreachable', retryAt: null });
    expect(nextNotice(trying, { state: 'online' })).toBeNull();
  });

  it('counts down whole seconds, and says when it tries', () => {
    const notice = nextNotice(null, offline) as Extract<ConnectionNotice, { kind: 'offline' }>;
    expect(offlineText(i18n, notice, 'tatap.example.org', 6_001)).toBe(
      "Can't reach the server at tatap.example.org. Trying again in 4 s.",
    );
    expect(offlineText(i18n, notice, 'tatap.example.org', 10_000)).toBe(
      "Can't reach the server at tatap.example.org. Trying again now…",
    );
  });

  it('writes an address as people do', () => {
    expect(serverName('https://tatap.example.org/')).toBe('tatap.example.org');
    expect(serverName('http://localhost:3000')).toBe('http://localhost:3000');
  });
});

describe('deviceToast', () => {
  it('keeps one toast per device', () => {
    const i18n = createI18n('en', en);
    const lost = deviceToast(i18n, { kind: 'lost', device: 'camera', label: 'Desk camera' });
    const back = deviceToast(i18n, { kind: 'returned', device: 'camera', label: 'Desk camera' });
    expect(lost).toMatchObject({ kind: 'warning', text: 'Camera unplugged: Desk camera' });
    expect(back).toMatchObject({ kind: 'success', topic: lost.topic });
  });
});

describe('the shell', () => {
  it('opens settings when asked from outside, and closes them when somebody rings', () => {
    const app = createFakeApp();
    const shell = createShellState(app.model);
    app.request({ kind: 'settings' });
    expect(shell.settings.value).toEqual({ state: 'open', page: null });
    app.call.value = incoming;
    expect(shell.settings.value.state).toBe('closed');
  });

  it('has no settings before one is signed in, and none after', () => {
    const app = createFakeApp();
    const shell = createShellState(app.model);
    shell.openSettings('network');
    expect(shell.settings.value).toEqual({ state: 'open', page: 'network' });
    app.session.value = signedOut;
    expect(shell.settings.value.state).toBe('closed');
    shell.openSettings();
    expect(shell.settings.value.state).toBe('closed');
  });

  it('keeps what home is asked for until home takes it', () => {
    const app = createFakeApp();
    const shell = createShellState(app.model);
    shell.openSettings();
    app.request({ kind: 'join', invitation: 'ABCD' });
    app.request({ kind: 'add', id: 'budi' });
    expect(shell.settings.value.state).toBe('closed');
    expect(shell.request.value).toEqual({ kind: 'add', id: 'budi' });
    expect(shell.invitation.value).toBe('ABCD');
  });

  it('listens no more once closed', () => {
    const app = createFakeApp();
    const shell = createShellState(app.model);
    shell.close();
    app.request({ kind: 'settings' });
    expect(shell.settings.value.state).toBe('closed');
  });
});
