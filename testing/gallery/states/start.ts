import { recoveryCodeOf, recoveryCodeSymbols } from '@tatap/protocol/text';
import type { ServerInfo, SessionSnapshot } from '../../../renderer/account/model.ts';
import type { FailureCode } from '../../../renderer/result.ts';
import type { DevicesSnapshot } from '../../../renderer/settings/model.ts';
import { fakeRecoveryCode, fakeServerUrl } from '../../account-model.ts';
import type { FakeApp } from '../../app-model.ts';
import { devicesWith, devicesWithFallback } from '../../devices.ts';
import type { GalleryState, Screen } from '../state.ts';

type Because = Extract<SessionSnapshot, { phase: 'signed-out' }>['because'];

function signedOut(app: FakeApp, because: Because = null): void {
  app.session.value = { phase: 'signed-out', serverUrl: fakeServerUrl, because };
  app.settings.value = { ...app.settings.value, onboarded: false };
}

function notOnboarded(app: FakeApp): void {
  app.settings.value = { ...app.settings.value, onboarded: false };
}

async function fillAccount(screen: Screen): Promise<void> {
  await screen.type('[name=displayName]', 'Sari Wulandari');
  await screen.type('[name=id]', 'sari');
  await screen.type('[name=password]', 'lima kata yang panjang');
}

async function openRecovering(screen: Screen): Promise<void> {
  await screen.press('.first-start__other button');
  await screen.see('[autocomplete=current-password]');
  await screen.press('.first-start__other button');
  await screen.see('[name=recoveryCode]');
}

function refusedCreate(code: FailureCode, retryAfterMs?: number): GalleryState {
  return {
    name: `start-create-${code}`,
    setUp(app) {
      signedOut(app);
      app.fail('account.createAccount', { ok: false, code, retryAfterMs });
    },
    async play(screen) {
      await fillAccount(screen);
      await screen.press('[type=submit]');
      await screen.see('[role=alert], .field__error');
    },
  };
}

function registering(registration: ServerInfo['registration'], selector: string): GalleryState {
  return {
    name: `start-${registration}`,
    setUp(app) {
      signedOut(app);
      app.server.value = { version: '0.1.0', registration };
    },
    play: (screen) => screen.see(selector),
  };
}

function withoutCamera(
  trouble: 'refused' | 'in-use' | 'none',
  others: Partial<DevicesSnapshot>,
): GalleryState {
  return {
    name: `start-devices-${trouble}`,
    setUp(app) {
      notOnboarded(app);
      app.picture.value = null;
      app.devices.value = { ...devicesWith('camera', trouble), ...others };
    },
    play: (screen) => screen.see('.banner'),
  };
}

export const startStates: readonly GalleryState[] = [
  { name: 'start-create', setUp: signedOut },
  {
    name: 'start-invited',
    setUp: signedOut,
    async play(screen) {
      await screen.see('[name=id]');
      screen.app.request({ kind: 'add', id: 'budi' });
      await screen.see('.banner');
    },
  },
  {
    name: 'start-server',
    setUp(app) {
      signedOut(app);
      app.session.value = { phase: 'signed-out', serverUrl: '', because: null };
    },
  },
  {
    name: 'start-create-plain',
    setUp(app) {
      signedOut(app);
      const serverUrl = 'http://192.168.1.5:8787';
      app.session.value = { phase: 'signed-out', serverUrl, because: null };
    },
  },
  {
    name: 'start-create-empty',
    setUp: signedOut,
    async play(screen) {
      await screen.press('[type=submit]');
      await screen.see('.field__error');
    },
  },
  {
    name: 'start-create-wrong',
    setUp: signedOut,
    async play(screen) {
      await screen.type('[name=displayName]', 'Sari');
      await screen.type('[name=id]', 'sari wulan!');
      await screen.type('[name=password]', 'kata');
      await screen.see('.field__error');
    },
  },
  {
    name: 'start-create-pending',
    setUp(app) {
      signedOut(app);
      app.hold('account.createAccount');
    },
    async play(screen) {
      await fillAccount(screen);
      await screen.press('[type=submit]');
      await screen.see('[aria-busy=true]');
    },
  },
  refusedCreate('id-taken'),
  refusedCreate('rate-limited', 42_000),
  refusedCreate('timeout'),
  {
    name: 'start-sign-in-wrong',
    setUp(app) {
      signedOut(app);
      app.fail('account.signIn', { ok: false, code: 'wrong-credentials' });
    },
    async play(screen) {
      await screen.press('.first-start__other button');
      await screen.type('[name=id]', 'sari');
      await screen.type('[name=password]', 'bukan ini');
      await screen.press('[type=submit]');
      await screen.see('[role=alert]');
    },
  },
  {
    name: 'start-sign-in',
    setUp: signedOut,
    async play(screen) {
      await screen.press('.first-start__other button');
      await screen.see('[autocomplete=current-password]');
    },
  },
  {
    name: 'start-recover',
    setUp: signedOut,
    play: openRecovering,
  },
  {
    name: 'start-recover-wrong',
    setUp(app) {
      signedOut(app);
      app.fail('account.recover', { ok: false, code: 'wrong-recovery-code' });
    },
    async play(screen) {
      await openRecovering(screen);
      await screen.type('[name=id]', 'sari');
      await screen.type('[name=recoveryCode]', recoveryCodeOf(new Uint8Array(recoveryCodeSymbols)));
      await screen.type('[name=newPassword]', 'kata sandi yang baru');
      await screen.press('[type=submit]');
      await screen.see('.field__error');
    },
  },
  {
    name: 'start-recovery-code',
    setUp(app) {
      notOnboarded(app);
      app.freshCode.value = { code: fakeRecoveryCode, because: 'created' };
    },
    play: (screen) => screen.see('.recovery-card'),
  },
  {
    name: 'start-recovered',
    setUp(app) {
      app.freshCode.value = { code: fakeRecoveryCode, because: 'recovered' };
    },
    play: (screen) => screen.see('.recovery-card'),
  },
  { name: 'start-revoked', setUp: (app) => signedOut(app, 'revoked') },
  { name: 'start-not-persisted', setUp: (app) => signedOut(app, 'not-persisted') },
  { name: 'start-deleted', setUp: (app) => signedOut(app, 'deleted') },
  registering('invitation', '[name=invitation]'),
  registering('closed', '.banner'),
  {
    name: 'start-unreachable',
    setUp(app) {
      signedOut(app);
      app.fail('account.probe', { ok: false, code: 'unreachable' });
    },
    play: (screen) => screen.see('.banner'),
  },
  {
    name: 'start-server-wrong',
    setUp: signedOut,
    async play(screen) {
      await screen.see('[name=id]');
      screen.app.fail('account.probe', { ok: false, code: 'not-a-server' });
      await screen.press('.first-start__server-row button');
      await screen.type('[name=server]', 'tatap.example.com');
      await screen.press('.server-form [type=submit]');
      await screen.see('.server-form .banner');
    },
  },
  { name: 'start-devices', setUp: notOnboarded, play: (screen) => screen.see('video') },
  withoutCamera('refused', { microphone: devicesWith('microphone', 'refused').microphone }),
  withoutCamera('in-use', { speaker: devicesWithFallback('speaker').speaker }),
  withoutCamera('none', { speaker: devicesWith('speaker', 'unsupported').speaker }),
  {
    name: 'start-share',
    setUp: notOnboarded,
    async play(screen) {
      await screen.press('.first-start__actions .button[data-kind=primary]');
      await screen.see('.copy-field');
    },
  },
];
