import type { Connection } from '../../../renderer/account/model.ts';
import { fakeAccount, fakeServerUrl } from '../../account-model.ts';
import type { GalleryState } from '../state.ts';

function connection(name: string, make: () => Connection): GalleryState {
  return {
    name: `shell-${name}`,
    setUp(app) {
      app.session.value = {
        phase: 'signed-in',
        serverUrl: fakeServerUrl,
        account: fakeAccount,
        connection: make(),
      };
    },
  };
}

const retryAt = () => Date.now() + 4_000;

export const shellStates: readonly GalleryState[] = [
  {
    name: 'shell-starting',
    setUp(app) {
      app.session.value = { phase: 'starting' };
    },
  },
  connection('offline', () => ({ state: 'offline', cause: 'unreachable', retryAt: retryAt() })),
  connection('bad-certificate', () => ({
    state: 'offline',
    cause: 'bad-certificate',
    retryAt: retryAt(),
  })),
  connection('not-a-server', () => ({
    state: 'offline',
    cause: 'not-a-server',
    retryAt: retryAt(),
  })),
  connection('socket-blocked', () => ({
    state: 'offline',
    cause: 'socket-blocked',
    retryAt: retryAt(),
  })),
  connection('app-too-old', () => ({ state: 'incompatible', who: 'app-too-old' })),
  connection('server-too-old', () => ({ state: 'incompatible', who: 'server-too-old' })),
  connection('replaced', () => ({ state: 'replaced' })),
  {
    name: 'shell-call-elsewhere',
    setUp(app) {
      app.session.value = { phase: 'starting' };
      app.ownership.value = { state: 'elsewhere', inCall: true, taking: false };
    },
  },
  {
    name: 'shell-not-kept',
    setUp(app) {
      app.isKept.value = false;
    },
  },
  {
    name: 'shell-incomplete',
    setUp(app) {
      app.isIncomplete.value = true;
    },
  },
  {
    name: 'shell-kept-aside',
    setUp(app) {
      app.keptAside.value = 'settings.broken-2026-03-01.json';
    },
  },
  {
    name: 'shell-toasts',
    setUp: () => {},
    async play(screen) {
      await screen.see('.shell');
      screen.app.notice({ kind: 'lost', device: 'microphone', label: 'USB headset' });
      screen.app.notice({ kind: 'fallback', device: 'camera', label: 'Built-in camera' });
      screen.app.notice({ kind: 'returned', device: 'speaker', label: 'USB headset' });
      await screen.see('.toast:nth-child(3)');
    },
  },
];
