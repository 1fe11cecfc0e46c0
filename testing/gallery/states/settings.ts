import type { DeviceSession } from '@tatap/protocol/signaling';
import type { SettingsPage } from '../../../renderer/ui/shell/shell-state.ts';
import { signedIn } from '../../account-model.ts';
import type { FakeApp } from '../../app-model.ts';
import { devicesWith, devicesWithFallback } from '../../devices.ts';
import type { GalleryState, Screen } from '../state.ts';

const day = 86_400_000;

function session(
  name: string,
  platform: DeviceSession['device']['platform'],
  more: Partial<DeviceSession>,
): DeviceSession {
  const now = Date.now();
  return {
    device: { id: `device-${name}`, name, platform },
    createdAt: now - 40 * day,
    lastSeenAt: now,
    expiresAt: now + 50 * day,
    connected: false,
    current: false,
    ...more,
  };
}

function withSessions(app: FakeApp): void {
  app.sessions.value = [
    session('Chrome on Windows', 'web', { lastSeenAt: Date.now() - 3 * day }),
    session('desk of Sari', 'macos', { connected: true, lastSeenAt: Date.now() - 1 }),
    session('laptop of Sari', 'linux', { current: true, connected: true }),
  ];
}

async function open(screen: Screen, page: SettingsPage): Promise<void> {
  await screen.settle();
  screen.app.request({ kind: 'settings' });
  // On a narrow window a page lies behind the list; on a wide one the first page is open.
  await screen.press(`.settings__link[data-page=${page}]`);
  await screen.see('.settings__page');
}

/** The dialog that asks for the password before it creates a recovery code. */
async function openNewCode(screen: Screen): Promise<void> {
  await open(screen, 'account');
  await screen.press('.settings__section:nth-of-type(3) .button');
  await screen.see('dialog[open]');
}

function page(
  name: SettingsPage,
  setUp: (app: FakeApp) => void = () => {},
  suffix = '',
): GalleryState {
  return { name: `settings-${name}${suffix}`, setUp, play: (screen) => open(screen, name) };
}

export const settingsStates: readonly GalleryState[] = [
  {
    name: 'settings-list',
    setUp: () => {},
    async play(screen) {
      await screen.settle();
      screen.app.request({ kind: 'settings' });
      await screen.see('.settings');
    },
  },
  page('devices'),
  page(
    'devices',
    (app) => {
      app.picture.value = null;
      app.level.value = 0;
      app.devices.value = {
        ...devicesWith('camera', 'refused'),
        microphone: devicesWithFallback('microphone').microphone,
        speaker: devicesWith('speaker', 'none').speaker,
      };
    },
    '-trouble',
  ),
  page('calls'),
  {
    name: 'settings-calls-refused',
    setUp: (app) => app.fail('account.update', { ok: false, code: 'unreachable' }),
    async play(screen) {
      await open(screen, 'calls');
      await screen.press('[type=radio][value=contacts]');
      await screen.see('.settings .banner');
    },
  },
  page('notifications'),
  page('appearance'),
  page('account', withSessions),
  page('account', (app) => app.hold('account.sessions'), '-loading'),
  {
    name: 'settings-account-wrong',
    setUp(app) {
      withSessions(app);
      app.fail('account.changePassword', { ok: false, code: 'wrong-credentials' });
      app.fail('account.sessions', { ok: false, code: 'timeout' });
    },
    async play(screen) {
      await open(screen, 'account');
      await screen.type('[name=displayName]', '');
      await screen.type('[name=current]', 'bukan ini');
      await screen.type('[name=next]', 'pendek sekali');
      await screen.press('form:has([name=current]) [type=submit]');
      await screen.see('.field__error');
    },
  },
  {
    name: 'settings-account-no-code',
    setUp(app) {
      withSessions(app);
      app.recoveryCodeSince.value = null;
    },
    async play(screen) {
      await open(screen, 'account');
      await screen.see('.settings__section .banner');
      document.querySelector('.settings__section .banner')?.scrollIntoView({ block: 'center' });
    },
  },
  {
    name: 'settings-account-new-code',
    setUp: withSessions,
    async play(screen) {
      await openNewCode(screen);
      await screen.type('dialog [name=password]', 'lima kata yang panjang');
      await screen.press('dialog [type=submit]');
      await screen.see('.recovery-card');
      document.querySelector('.recovery-card')?.scrollIntoView({ block: 'center' });
    },
  },
  {
    name: 'settings-account-new-code-wrong',
    setUp(app) {
      withSessions(app);
      app.fail('account.newRecoveryCode', { ok: false, code: 'wrong-credentials' });
    },
    async play(screen) {
      await openNewCode(screen);
      await screen.type('dialog [name=password]', 'bukan ini');
      await screen.press('dialog [type=submit]');
      await screen.see('dialog .field__error');
    },
  },
  {
    name: 'settings-account-sign-out',
    setUp: withSessions,
    async play(screen) {
      await open(screen, 'account');
      await screen.press(
        '.settings__do:nth-of-type(3) .button, .settings__do + .settings__do .button',
      );
      await screen.see('dialog[open]');
    },
  },
  {
    name: 'settings-account-delete',
    setUp(app) {
      withSessions(app);
      app.fail('account.deleteAccount', { ok: false, code: 'wrong-credentials' });
    },
    async play(screen) {
      await open(screen, 'account');
      await screen.press('.settings__do .button[data-kind=danger]');
      await screen.type('dialog [name=password]', 'bukan ini');
      await screen.press('dialog .button[data-kind=danger]');
      await screen.see('dialog .field__error');
    },
  },
  page('network'),
  page(
    'network',
    (app) => {
      if (signedIn.phase !== 'signed-in') return;
      app.settings.value = { ...app.settings.value, serverUrl: 'https://tatap.example.org' };
      app.fail('account.probe', { ok: false, code: 'unreachable' });
      app.session.value = {
        ...signedIn,
        connection: { state: 'offline', cause: 'unreachable', retryAt: Date.now() + 4_000 },
      };
    },
    '-offline',
  ),
  page('shortcuts'),
  page('about'),
];
