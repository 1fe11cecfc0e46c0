import { computed, effect } from '@preact/signals-core';
import { endpoints } from '@tatap/protocol/signaling';
import { createAccountModel } from '../account/account.ts';
import { AccountCache } from '../account/account-cache.ts';
import { BandwidthHistory } from '../calls/bandwidth-history.ts';
import { createCallModel } from '../calls/call-model.ts';
import { createHistory } from '../calls/history.ts';
import type { PeopleDirectory } from '../calls/ports.ts';
import { createContactsModel } from '../contacts/contacts.ts';
import { shownName } from '../contacts/order.ts';
import { createGuard } from '../identity/guard.ts';
import { createIdentityModel } from '../identity/identity.ts';
import { KnownDevices } from '../identity/known-devices.ts';
import type { Logger } from '../log.ts';
import { BrowserMediaDevices } from '../media/devices.ts';
import { LocalMediaSource } from '../media/local-media.ts';
import { Sounds } from '../media/sounds.ts';
import { SoundPlayer } from '../media/speaker.ts';
import { createOwnership, ownedHere } from '../pages/ownership.ts';
import { PeerLinks } from '../peers/peer-links.ts';
import { systemClock as clock } from '../platform/clock.ts';
import type { Platform } from '../platform/platform.ts';
import { randomUuid } from '../platform/uuid.ts';
import { createQualityModel } from '../quality/quality.ts';
import { watchAddresses } from '../rtc/addresses.ts';
import type { LocalCodecs } from '../rtc/codecs.ts';
import { createPeerLinkFactory } from '../rtc/link-factory.ts';
import { networkName } from '../rtc/network.ts';
import { cautiousBps, measuredStartKbps, startBitrateKbps } from '../rtc/start-bitrate.ts';
import { Scope } from '../scope.ts';
import { createDevicesModel } from '../settings/devices.ts';
import { loadSettings } from '../settings/settings.ts';
import { SignalingClient } from '../signaling/client.ts';
import { diagnose } from '../signaling/diagnose.ts';
import { HttpClient } from '../signaling/http.ts';
import { openWhenLoaded } from '../signaling/lazy-transport.ts';
import { createIdentityStore, pageDatabase } from '../storage/identity.ts';
import type { LocalStore } from '../storage/local.ts';
import { resolveLanguage, resolveLocale } from '../ui/i18n/language.ts';
import type { AppModel } from '../ui/model.ts';
import { drawnSnapshot } from './drawn-snapshot.ts';
import { watchMissingCode } from './missing-code.ts';
import { runWhileOwner } from './owner.ts';
import { createRing, speakerOf } from './ring.ts';
import { createScreenPort, preloadScreen, tieScreen } from './screen.ts';
import { incomingCallText } from './words.ts';

export interface AppOptions {
  readonly platform: Platform;
  readonly store: LocalStore;
  readonly log: Logger;
}

/** The running app: what views need, and its end. */
export interface RunningApp {
  readonly model: AppModel;
  /** Reads the session and the devices, and connects, once this page owns the profile. */
  start(): void;
  /** Ends a call that runs; resolves when the server has heard of it. */
  leave(): Promise<void>;
  close(): void;
}

/** Builds the domain and gives it its adapters. */
export async function createApp({ platform, store, log }: AppOptions): Promise<RunningApp> {
  const scope = new Scope();
  const isIncomplete = watchMissingCode(window);
  const openTransport = openWhenLoaded({
    load: async () => (await import('../signaling/socket-io.ts')).openSocketIo,
    clock,
    log,
  });
  const [settings, identity] = await Promise.all([
    loadSettings(platform.settings, log),
    createIdentityStore({ database: pageDatabase(), createId: randomUuid, clock, log }).open(),
  ]);
  const chosen = settings.settings;

  const http = new HttpClient({
    fetch: (input, init) => fetch(input, init),
    log,
    certificateRefused: (serverUrl) => platform.certificateRefused(serverUrl),
  });
  const signaling = new SignalingClient({
    openTransport,
    clock,
    random: Math.random,
    log,
    diagnose: (serverUrl) => diagnose(http, serverUrl),
  });
  const contacts = createContactsModel({
    server: signaling,
    language: computed(() => {
      const language = resolveLanguage(chosen.value.language, navigator.languages);
      return resolveLocale(language, navigator.languages);
    }),
  });
  const people: PeopleDirectory = {
    describe(id, displayName) {
      const contact = contacts.find(id);
      if (contact === undefined) return { id, name: displayName ?? id, isContact: false };
      return { id, name: shownName(contact), isContact: contact.relation === 'accepted' };
    },
  };
  const self = () => {
    const session = account.session.peek();
    return session.phase === 'signed-in' ? session.account.id : null;
  };
  const known = new KnownDevices(store);
  const history = createHistory({ signaling, store, people });

  const paths = new BandwidthHistory(store, () => clock.wall());
  scope.own(platform.onNetworkChanged(() => paths.entered(null)));
  let codecs: LocalCodecs | null = null;
  const sounds = new Sounds(clock, log);
  const devices = createDevicesModel({
    media: new BrowserMediaDevices({
      devices: navigator.mediaDevices,
      permissions: navigator.permissions,
      clock,
      log,
      requestAccess: (kind) => platform.requestAccess(kind),
    }),
    sounds,
    system: platform.system,
    settings,
    clock,
    log,
  });
  const serverUrl = computed(() => chosen.value.serverUrl ?? platform.defaultServerUrl);
  const quality = createQualityModel({
    clock,
    log,
    async loadPing() {
      const { ping } = await import('../signaling/ping.ts');
      return (bytes) => ping(new URL(endpoints.serverInfo.path, serverUrl.peek()), bytes);
    },
    attentive: () => platform.seen.peek(),
  });
  const createConnection = (configuration: RTCConfiguration) =>
    new RTCPeerConnection(configuration);
  const links = createPeerLinkFactory({
    isSupported: typeof RTCPeerConnection === 'function',
    clock,
    log,
    codecs: () => codecs,
    startBitrateKbps: (capacityBps) =>
      capacityBps === null
        ? startBitrateKbps(paths.expectedBps(cautiousBps))
        : measuredStartKbps(capacityBps, paths.expectedBps(0)),
    // Chromium does, and alone says of itself that it is one.
    takesSettings: 'userAgentData' in navigator,
    relayOnly: () => chosen.peek().relayOnly,
    timersArePunctual: () => document.visibilityState === 'visible',
    gathered: (candidates) =>
      void networkName(candidates, identity.device).then((network) => paths.entered(network)),
    createConnection,
    createStream: () => new MediaStream(),
  });
  const call = createCallModel({
    signaling,
    media: new LocalMediaSource(devices),
    screen: createScreenPort(platform.screens, navigator.mediaDevices, log),
    links,
    peers: new PeerLinks(),
    speaker: {
      play: (of, stream) =>
        new SoundPlayer({ of, stream, speakerId: speakerOf(devices, 'speaker'), log }),
    },
    ring: createRing({
      alerts: platform.alerts,
      settings,
      devices,
      clock,
      play: (sound, speakerId) => sounds.play(sound, speakerId, 'loop'),
      describe: ({ media }) => incomingCallText(chosen.peek().language, media),
    }),
    history,
    people,
    identity: createGuard({ identity, known, self }),
    clock,
    paths,
    quality,
    lowData: computed(() => chosen.value.lowData),
    relayOnly: computed(() => chosen.value.relayOnly),
    wake: platform.wake,
    network: {
      onChanged: (listener) => platform.onNetworkChanged(listener),
      onNewAddress: (listener) =>
        watchAddresses({ clock, createConnection }, () => {
          // The way to the server may have gone with the old address, too.
          signaling.reconnect();
          listener();
        }),
    },
    createId: randomUuid,
    log,
  });
  const account = createAccountModel({
    http,
    signaling,
    store: platform.sessions,
    cache: new AccountCache(store),
    device: {
      id: identity.device,
      ...platform.device,
      ...(identity.key === '' ? {} : { key: identity.key }),
    },
    deviceIsKept: identity.kept,
    serverUrl,
    log,
    chooseServer: (serverUrl) => settings.write({ serverUrl }),
    admitServer: (serverUrl) => platform.admitServer(serverUrl),
    onLeaving(id, how) {
      call.signOut();
      contacts.clear();
      if (how !== 'deleted') return;
      history.forget(id);
      known.forget(id);
    },
  });

  const pages =
    platform.pages === null ? ownedHere() : createOwnership({ pages: platform.pages, clock, log });

  scope.own(platform.onNetworkChanged(() => signaling.reconnect()));
  scope.own(tieScreen(platform.screens, call));
  scope.own(platform.onSignOut(() => void account.signOut()));
  scope.own(effect(() => platform.alerts.setMissedCount(history.unseenMissed.value)));
  scope.own(
    account.session.subscribe((session) => {
      const id = session.phase === 'signed-in' ? session.account.id : null;
      history.open(id);
      known.open(id);
    }),
  );
  for (const release of [
    () => settings.dispose(),
    () => devices.dispose(),
    () => contacts.dispose(),
    () => history.close(),
    () => account.dispose(),
    () => signaling.close(),
    () => call.close(),
    () => pages.close(),
  ]) {
    scope.own(release);
  }

  let prepared = false;
  /** Gets ready what the first call and later screens need. Pages that rest need none of it. */
  async function prepare(started: Promise<void>): Promise<void> {
    // Not awaited: Firefox lists no devices before its page has had the focus.
    void devices.start();
    await started;
    preloadScreen();
    quality.prepare();
    sounds.prepare();
    // While there is a server to fetch it from: it is wanted when there may be none.
    import('./setup.ts').catch((cause: unknown) => log.warn('set-up check not fetched', { cause }));
    if (!links.isSupported) return;
    const { surveyCodecs } = await import('../rtc/codec-survey.ts');
    codecs = await surveyCodecs(
      {
        sender: RTCRtpSender,
        receiver: RTCRtpReceiver,
        capabilities: navigator.mediaCapabilities,
      },
      log,
    );
    // The first call is to find its link ready, too, and with the codecs in their order.
    links.makeReady();
  }

  return {
    model: {
      host: platform.host,
      account,
      pages,
      page: {
        isKept: computed(() => identity.kept && store.keeps.value),
        isIncomplete,
        canCall: links.isSupported,
        reload: () => location.reload(),
      },
      contacts,
      call: { ...call, shown: drawnSnapshot(call.shown, scope, clock) },
      screenPicker: platform.screens.picker,
      history,
      devices,
      settings,
      identity: createIdentityModel({ identity, known, self }),
      quality,
      seen: platform.seen,
      onShellRequest: (listener) => platform.onShellRequest(listener),
      openLink: (url) => platform.openLink(url),
      loadSetup: async () => {
        const { buildSetup } = await import('./setup.ts');
        return buildSetup({ platform, http, signaling, account, devices, serverUrl, clock, log });
      },
    },
    start() {
      scope.own(
        runWhileOwner({
          pages,
          calls: call.calls,
          begin() {
            const started = account.start();
            if (prepared) return;
            prepared = true;
            prepare(started).catch((cause: unknown) => log.error('not prepared', { cause }));
          },
          end() {
            call.signOut();
            contacts.clear();
            account.suspend();
          },
        }),
      );
    },
    async leave() {
      call.signOut();
      await signaling.answered();
    },
    close: () => scope.end(),
  };
}
