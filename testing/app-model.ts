import { type Signal, signal } from '@preact/signals-core';
import { defaultSettings, type Settings } from '@tatap/protocol/settings';
import type { DeviceId } from '@tatap/protocol/signaling';
import type { HistoryEntry, ShownCall } from '../renderer/calls/model.ts';
import type { ScreenQuestion, ScreenSources } from '../renderer/calls/screen-picker.ts';
import type { ContactsSnapshot } from '../renderer/contacts/model.ts';
import type { KnownDevice } from '../renderer/identity/model.ts';
import type { Ownership } from '../renderer/pages/ownership.ts';
import type { QualityReport } from '../renderer/quality/call-report.ts';
import type { QualitySnapshot } from '../renderer/quality/model.ts';
import type { DeviceNotice, DevicesSnapshot } from '../renderer/settings/model.ts';
import type { SetupSnapshot } from '../renderer/setup/model.ts';
import type { AppModel, HostInfo, ShellRequest } from '../renderer/ui/model.ts';
import { type AccountSignals, createFakeAccount } from './account-model.ts';
import { workingDevices } from './devices.ts';
import { aDeviceId } from './people.ts';
import { createActions, type RecordedActions } from './recorded-actions.ts';

/**
 * An `AppModel` without a domain: what it shows is set through the signals, what views do is
 * recorded and answered as told. Nothing happens by itself, except that written settings are shown and
 * an ending that is dismissed is gone.
 */
export interface FakeApp extends AccountSignals, RecordedActions {
  readonly model: AppModel;
  /** Which page of the profile is in use. */
  readonly ownership: Signal<Ownership>;
  /** What the page keeps, and whether all of its code is there. */
  readonly isKept: Signal<boolean>;
  readonly isIncomplete: Signal<boolean>;
  /** Whether the browser has WebRTC. Set it before the first render. */
  readonly webRtc: { isSupported: boolean };
  readonly call: Signal<ShownCall>;
  readonly contacts: Signal<ContactsSnapshot>;
  readonly history: Signal<readonly HistoryEntry[]>;
  readonly unseenMissed: Signal<number>;
  readonly devices: Signal<DevicesSnapshot>;
  readonly settings: Signal<Settings>;
  readonly quality: Signal<QualitySnapshot | null>;
  /** Whether the page is on the screen. */
  readonly seen: Signal<boolean>;
  readonly qualityReport: Signal<QualityReport | null>;
  /** How the other device of every call is known; `null` is not at all. */
  readonly standing: Signal<KnownDevice['standing'] | null>;
  readonly keptAside: Signal<string | null>;
  /** What the picker of screens asks, and what there is to pick. */
  readonly screenQuestion: Signal<ScreenQuestion | null>;
  readonly screenSources: Signal<ScreenSources>;
  /** What every set-up check shows. */
  readonly setup: Signal<SetupSnapshot>;
  /** Own picture and loudness of the previews. */
  readonly picture: Signal<MediaStream | null>;
  readonly level: Signal<number>;
  notice(notice: DeviceNotice): void;
  request(request: ShellRequest): void;
}

export function createFakeApp(host: Partial<HostInfo> = {}): FakeApp {
  const actions = createActions();
  const { record, act, done, finish, fails, recorded, fail, hold } = actions;
  const { model: account, ...signalsOfAccount } = createFakeAccount(actions);
  const ownership = signal<Ownership>({ state: 'here' });
  const isKept = signal(true);
  const isIncomplete = signal(false);
  const webRtc = { isSupported: true };
  const call = signal<ShownCall>({ phase: 'idle' });
  const contacts = signal<ContactsSnapshot>({ loaded: true, contacts: [] });
  const history = signal<readonly HistoryEntry[]>([]);
  const unseenMissed = signal(0);
  const devices = signal<DevicesSnapshot>(workingDevices);
  const settings = signal<Settings>({ ...defaultSettings, onboarded: true });
  const quality = signal<QualitySnapshot | null>(null);
  const seen = signal(true);
  const qualityReport = signal<QualityReport | null>(null);
  const keptAside = signal<string | null>(null);
  const setup = signal<SetupSnapshot>({ state: 'running', rows: [] });
  const picture = signal<MediaStream | null>(null);
  const level = signal(0);
  const screenQuestion = signal<ScreenQuestion | null>(null);
  const screenSources = signal<ScreenSources>({ outcome: 'listed', sources: [] });
  const standing = signal<KnownDevice['standing'] | null>('known');
  const met = (id: DeviceId): readonly KnownDevice[] =>
    standing.value === null ? [] : [{ id, key: 'A'.repeat(43), standing: standing.value }];
  const noticeListeners = new Set<(notice: DeviceNotice) => void>();
  const requestListeners = new Set<(request: ShellRequest) => void>();

  const listen = <L>(listeners: Set<L>, listener: L) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const find = (id: string) => contacts.value.contacts.find((contact) => contact.id === id);

  const model: AppModel = {
    host: { kind: 'desktop', platform: 'linux', version: '0.1.0', ...host },
    account,
    page: {
      isKept,
      isIncomplete,
      get canCall() {
        return webRtc.isSupported;
      },
      reload: () => record('page.reload'),
    },
    pages: { ownership, takeOver: () => record('pages.takeOver') },
    contacts: {
      snapshot: contacts,
      nameOf: (id) => find(id)?.nickname || find(id)?.displayName || id,
      find,
      request: (id) =>
        act('contacts.request', [id], () => ({
          contact: {
            id,
            displayName: id,
            relation: 'outgoing' as const,
            presence: 'offline' as const,
            favourite: false,
            nickname: '',
          },
        })),
      accept: (id) => done('contacts.accept', id),
      decline: (id) => done('contacts.decline', id),
      remove: (id) => done('contacts.remove', id),
      block: (id) => done('contacts.block', id),
      unblock: (id) => done('contacts.unblock', id),
      setFavourite: (id, favourite) => done('contacts.setFavourite', id, favourite),
      setNickname: (id, nickname) => done('contacts.setNickname', id, nickname),
    },
    call: {
      calls: signal([]),
      shown: call,
      start: (to, media) => record('call.start', to, media),
      press(media) {
        record('call.press', media);
        return () => record('call.letGo');
      },
      accept: (media) => record('call.accept', media),
      decline: (text) => record('call.decline', text),
      hangUp: () => record('call.hangUp'),
      setMicrophone: (on) => record('call.setMicrophone', on),
      setCamera: (on) => record('call.setCamera', on),
      setHold: (held) => record('call.setHold', held),
      shareScreen: () => record('call.shareScreen'),
      setScreenContent: (content) => record('call.setScreenContent', content),
      stopScreen: () => record('call.stopScreen'),
      dismiss() {
        record('call.dismiss');
        if (call.value.phase === 'ended') call.value = { phase: 'idle' };
      },
      callAgain: () => record('call.callAgain'),
    },
    screenPicker: {
      question: screenQuestion,
      async sources() {
        await finish('screenPicker.sources');
        return screenSources.value;
      },
      choose(choice) {
        record('screenPicker.choose', choice);
        screenQuestion.value = null;
      },
    },
    identity: {
      isVerified: () => standing.value === 'verified',
      devicesOf: () => met(aDeviceId),
      device: ({ device }) => met(device)[0] ?? null,
      safetyNumber: async () => '483920175562049'.repeat(4),
      setVerified: (_, verified) => {
        record('identity.setVerified', verified);
        standing.value = verified ? 'verified' : 'known';
      },
      acknowledge: () => {
        record('identity.acknowledge');
        if (standing.value === 'new') standing.value = 'known';
      },
    },
    quality: { snapshot: quality, report: qualityReport },
    seen,
    history: {
      entries: history,
      unseenMissed,
      markSeen: () => record('history.markSeen'),
      remove: (callId) => record('history.remove', callId),
      clear: () => record('history.clear'),
    },
    devices: {
      snapshot: devices,
      choose: (kind, deviceId) => finish('devices.choose', kind, deviceId),
      previewCamera() {
        record('devices.previewCamera');
        return { picture, close: () => record('devices.closeCamera') };
      },
      previewMicrophone() {
        record('devices.previewMicrophone');
        return { level, close: () => record('devices.closeMicrophone') };
      },
      playTest: (kind) => finish('devices.playTest', kind),
      onNotice: (listener) => listen(noticeListeners, listener),
      async openSystemSettings(kind) {
        record('devices.openSystemSettings', kind);
        return !fails('devices.openSystemSettings');
      },
    },
    settings: {
      settings,
      keptAside,
      dismissKeptAside() {
        record('settings.dismissKeptAside');
        keptAside.value = null;
      },
      async write(patch) {
        await finish('settings.write', patch);
        // Only what is given: an explicit `undefined` is no change.
        const given = Object.entries(patch).filter(([, value]) => value !== undefined);
        settings.value = { ...settings.value, ...Object.fromEntries(given) };
      },
    },
    onShellRequest: (listener) => listen(requestListeners, listener),
    openLink: (url) => record('openLink', url),
    async loadSetup() {
      if (fails('loadSetup')) throw new Error('not fetched');
      return {
        start() {
          record('setup.start');
          return { snapshot: setup, close: () => record('setup.close') };
        },
      };
    },
  };

  return {
    model,
    ...signalsOfAccount,
    ownership,
    isKept,
    isIncomplete,
    webRtc,
    call,
    contacts,
    history,
    unseenMissed,
    devices,
    settings,
    quality,
    seen,
    qualityReport,
    standing,
    keptAside,
    screenQuestion,
    screenSources,
    setup,
    picture,
    level,
    recorded,
    fail,
    hold,
    notice(notice) {
      for (const listener of noticeListeners) listener(notice);
    },
    request(request) {
      for (const listener of requestListeners) listener(request);
    },
  };
}
