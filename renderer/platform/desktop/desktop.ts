import { type ReadonlySignal, signal } from '@preact/signals-core';
import type { Bridge, DeepLink } from '@tatap/protocol/ipc';
import { assertNever } from '@tatap/protocol/signaling';
import type { ShellRequest } from '../../host.ts';
import type { KeyValueStore } from '../../key-value.ts';
import type { Logger } from '../../log.ts';
import { releaseAll } from '../../scope.ts';
import type { CaptureKind, SystemAccess } from '../../settings/ports.ts';
import { systemClock } from '../clock.ts';
import { Emitter } from '../emitter.ts';
import { onPageNetworkChanged } from '../page.ts';
import type { Platform } from '../platform.ts';
import { DesktopAlerts } from './alerts.ts';
import { RefusedCertificates } from './certificates.ts';
import { createScreenPicker } from './screen-picker.ts';
import { DesktopSessionStore } from './session-store.ts';
import { tellThrough } from './tell.ts';

export interface DesktopOptions {
  readonly bridge: Bridge;
  readonly store: KeyValueStore;
  readonly log: Logger;
}

/** The desktop app: everything beside the page is the main process's, behind the bridge. */
export async function createDesktopPlatform(options: DesktopOptions): Promise<Platform> {
  const { bridge, store, log } = options;
  const info = await bridge.invoke('app.info', undefined);
  const tell = tellThrough(bridge, log);
  const requests = new Emitter<ShellRequest>();
  const signOuts = new Emitter<void>();
  const certificates = new RefusedCertificates(systemClock);
  const seen = await windowIsSeen(bridge);

  bridge.on('server.certificateRefused', ({ host, error }) => {
    log.warn('certificate refused', { host, error });
    certificates.handleRefused(host);
  });
  bridge.on('link.opened', (link) => requests.emit(requestOf(link)));
  bridge.on('menu.chosen', (entry) => {
    switch (entry) {
      case 'settings':
        requests.emit({ kind: 'settings' });
        return;
      case 'dial':
        requests.emit({ kind: 'dial', id: null });
        return;
      case 'sign-out':
        signOuts.emit();
        return;
      default:
        assertNever(entry);
    }
  });
  void takePendingLink();

  async function takePendingLink(): Promise<void> {
    try {
      const link = await bridge.invoke('links.takePending', undefined);
      if (link !== null) requests.emit(requestOf(link));
    } catch (cause) {
      log.error('link not taken', { cause });
    }
  }

  /** What the system has granted so far: the next opening does not wait to hear it again. */
  const granted = new Set<CaptureKind>();
  async function askForAccess(kind: CaptureKind): Promise<SystemAccess> {
    try {
      const access = await bridge.invoke('media.requestAccess', kind);
      if (access !== 'denied' && access !== 'restricted') {
        granted.add(kind);
        return 'granted';
      }
      granted.delete(kind);
      return 'refused';
    } catch (cause) {
      log.error('system not asked', { kind, cause });
      return 'granted';
    }
  }

  return {
    host: { kind: 'desktop', platform: info.platform, version: info.version },
    device: { name: deviceName(info.hostName), platform: info.platform },
    defaultServerUrl: info.defaultServerUrl ?? '',
    sessions: new DesktopSessionStore(bridge, store, log),
    // The app has one window; the small one that rings has neither session, settings nor stores.
    pages: null,
    settings: {
      read: () => bridge.invoke('settings.read', undefined),
      write: (patch) => bridge.invoke('settings.write', patch),
      onChanged: () => () => {},
    },
    system: { openSystemSettings: (kind) => bridge.invoke('media.openSystemSettings', kind) },
    screens: {
      // Electron captures the sound of the computer on Windows alone.
      givesSound: info.platform === 'windows',
      picker: createScreenPicker(bridge, tell, log),
      outcome: () => bridge.invoke('screen.outcome', undefined),
      setShared: (shared) => tell('screen.setShared', shared),
      onStop: (listener) => bridge.on('screen.stop', () => listener()),
    },
    wake: { setInCall: (inCall) => tell('window.setInCall', inCall) },
    alerts: new DesktopAlerts(bridge, tell),
    seen,
    requestAccess(kind) {
      const asked = askForAccess(kind);
      return granted.has(kind) ? 'granted' : asked;
    },
    certificateRefused: (serverUrl) => certificates.refused(serverUrl),
    async admitServer(serverUrl) {
      if (serverUrl === '') return;
      try {
        await bridge.invoke('server.check', serverUrl);
      } catch (cause) {
        // The request to the server fails then, and the person sees that error.
        log.error('server could not be allowed', { cause });
      }
    },
    onNetworkChanged(listener) {
      const stops = [onPageNetworkChanged(listener), bridge.on('power.resumed', () => listener())];
      return () => {
        releaseAll(stops);
      };
    },
    onShellRequest: requests.on,
    onSignOut: signOuts.on,
    onQuitting: (listener) =>
      bridge.on('app.quitting', () => {
        void listener().finally(() => tell('app.farewellSaid', undefined));
      }),
    openLink: (url) => tell('links.open', url),
  };
}

/**
 * The document says it is visible even in the tray, since its timers are to go on there
 * (`backgroundThrottling`); the main process knows better.
 */
async function windowIsSeen(bridge: Bridge): Promise<ReadonlySignal<boolean>> {
  const seen = signal(false);
  bridge.on('window.seen', (now) => {
    seen.value = now;
  });
  seen.value = await bridge.invoke('window.isSeen', undefined);
  return seen;
}

/** A link may ask for a call, and a person makes it: dialling fills in the ID. */
function requestOf({ action, id }: DeepLink): ShellRequest {
  return { kind: action === 'add' ? 'add' : 'dial', id };
}

/** 1 to 64 characters, whatever the system calls itself. */
function deviceName(hostName: string): string {
  return hostName.trim().slice(0, 64).trim() || 'Desktop';
}
