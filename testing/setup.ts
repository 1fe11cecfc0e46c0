import { type Signal, signal } from '@preact/signals-core';
import type { EndpointResult, IceConfiguration } from '@tatap/protocol/signaling';
import type { SessionSnapshot } from '../renderer/account/model.ts';
import type { HttpPort } from '../renderer/account/ports.ts';
import { silentLogger } from '../renderer/log.ts';
import type { Result } from '../renderer/result.ts';
import type { Scope } from '../renderer/scope.ts';
import type { DevicesSnapshot } from '../renderer/settings/model.ts';
import type { CaptureKind } from '../renderer/settings/ports.ts';
import type { OpenFault, SetupCheck, SetupSnapshot } from '../renderer/setup/model.ts';
import type { IceOutcome, LoopbackSign, SetupPorts } from '../renderer/setup/ports.ts';
import { createSetup } from '../renderer/setup/setup.ts';
import { fakeAccount, fakeServerUrl, signedIn } from './account-model.ts';
import { VirtualClock } from './clock.ts';
import { workingDevices } from './devices.ts';
import { settled } from './settled.ts';

export const stun = 'stun:relay.example:3478';
export const turnUdp = 'turn:relay.example:3478?transport=udp';
export const turnTcp = 'turn:relay.example:3478?transport=tcp';
export const turnTls = 'turns:relay.example:443?transport=tcp';
/** How the port of `turnTls` is asked without TLS. */
export const plainTls = 'turn:relay.example:443?transport=tcp';

const signedInHere = {
  phase: 'signed-in',
  serverUrl: fakeServerUrl,
  account: fakeAccount,
} as const;

/** Signed in, with the line to the server as it is. */
export const lineIs = (state: 'connecting' | 'replaced'): SessionSnapshot => ({
  ...signedInHere,
  connection: { state },
});

/** Signed in, and the server is out of reach. */
export const offline: SessionSnapshot = {
  ...signedInHere,
  connection: { state: 'offline', cause: 'unreachable', retryAt: 0 },
};

/** Addresses from which nothing comes back. */
export function silence(...urls: readonly string[]): (world: SetupWorld) => void {
  return ({ relays }) => {
    for (const url of urls) relays.set(url, 'silent');
  };
}

type ServerInfo = Result<EndpointResult<'serverInfo'>>;

/** Devices, servers and relays of a machine on which everything works, until a test changes it. */
export class SetupWorld {
  readonly clock = new VirtualClock();
  readonly session: Signal<SessionSnapshot> = signal(signedIn);
  readonly chosen: Signal<DevicesSnapshot> = signal(workingDevices);
  isInNetwork = true;
  reconnects = 0;
  /** `null` does not answer. */
  info: ServerInfo | null = {
    ok: true,
    product: 'tatap',
    version: '0.1.0',
    protocolVersions: [1],
    registration: 'open',
    serverTime: this.clock.now(),
  };
  /** `null` does not answer. */
  ice: Result<IceConfiguration> | null = {
    ok: true,
    iceServers: [
      { urls: [stun] },
      { urls: [turnUdp, turnTcp, turnTls], username: 'name', credential: 'secret' },
    ],
    expiresAt: this.clock.now() + 3_600_000,
  };
  /** Addresses that do not work; `silent` says nothing at all. */
  readonly relays = new Map<string, IceOutcome | 'silent'>();
  /** Devices that do not open; `hanging` neither opens nor fails. */
  readonly faults = new Map<CaptureKind, OpenFault | 'hanging'>();
  /** What the camera sends, 0 to 255; `null` sends nothing. */
  brightest: number | null = 180;
  /** What the microphone sends, 0 to 1; `null` sends nothing. */
  peak: number | null = 0.2;
  speaker: 'plays' | 'gone' | 'hanging' = 'plays';
  loopback: LoopbackSign = { connected: true, framesDecoded: 3, soundPackets: 5 };
  /** Devices, connections and watches that have not been released. */
  open = 0;
  /** What the loopback call sent. */
  sent: string[] = [];

  start(): SetupCheck {
    return createSetup(this.#ports()).start();
  }

  /** Lets time pass until the check is done; gives `verdict finding` of each step. */
  async run(): Promise<Record<string, string>> {
    const done = await this.finish(this.start());
    return Object.fromEntries(
      done.rows.map(({ step, verdict, finding }) => [step, `${verdict} ${finding.kind}`]),
    );
  }

  async finish({ snapshot }: SetupCheck): Promise<SetupSnapshot & { state: 'done' }> {
    for (let passedMs = 0; passedMs <= 20_000; passedMs += 100) {
      await settled();
      const now = snapshot.peek();
      if (now.state === 'done') return now;
      this.clock.advance(100);
    }
    throw new Error('the check does not end');
  }

  #own(scope: Scope): void {
    this.open += 1;
    scope.own(() => {
      this.open -= 1;
    });
  }

  #ports(): SetupPorts {
    const never = new Promise<never>(() => undefined);
    const http: HttpPort = {
      // The one endpoint that the check asks.
      request: async () => (this.info ?? never) as never,
    };
    const track = (name: string) => ({ label: name }) as MediaStreamTrack;
    return {
      clock: this.clock,
      log: silentLogger,
      chosen: this.chosen,
      server: {
        http,
        session: this.session,
        url: () => 'https://tatap.example.org',
        reconnect: () => {
          this.reconnects += 1;
        },
        refreshIce: async () => this.ice ?? never,
        isInNetwork: () => this.isInNetwork,
      },
      ice: {
        gather: async (scope, { url }) => {
          this.#own(scope);
          const outcome = this.relays.get(url) ?? { kind: 'found' };
          return outcome === 'silent' ? never : outcome;
        },
      },
      devices: {
        open: async (scope, kind, deviceId) => {
          const fault = this.faults.get(kind);
          if (fault === 'hanging') return never;
          if (fault !== undefined) return { ok: false, fault };
          this.#own(scope);
          return { ok: true, track: track(deviceId ?? 'default') };
        },
        watchPicture: (scope, _, tell) => {
          this.#own(scope);
          const { brightest } = this;
          if (brightest !== null) tell({ width: 1280, height: 720, brightest });
        },
        watchSound: (scope, _, tell) => {
          this.#own(scope);
          if (this.peak !== null) tell(this.peak);
        },
        synthetic: (scope, kind) => {
          this.#own(scope);
          return track(`synthetic ${kind}`);
        },
        playSilence: async (scope) => {
          this.#own(scope);
          return this.speaker === 'hanging' ? never : this.speaker;
        },
      },
      loopback: {
        call: (scope, tracks, tell) => {
          this.#own(scope);
          this.sent = tracks.map(({ label }) => label);
          tell(this.loopback);
        },
      },
    };
  }
}
