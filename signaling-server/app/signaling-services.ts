import { randomUUID } from 'node:crypto';
import type { AccountId } from '@tatap/protocol/signaling';
import type { Logger } from 'pino';
import { Background } from '../domain/background.ts';
import type { CallTable } from '../domain/calls/call-state.ts';
import { Calls } from '../domain/calls/calls.ts';
import type { CallObserver } from '../domain/calls/types.ts';
import { Contacts } from '../domain/contacts.ts';
import { createIceServers, type IceServersConfig } from '../domain/ice.ts';
import type { Clock, ConnectedDevices, Devices, Storage } from '../domain/ports.ts';
import { Presence } from '../domain/presence.ts';
import { Registrar } from '../domain/registrar.ts';
import type { Directory } from '../domain/registrar-types.ts';
import { Strangers } from '../domain/strangers.ts';
import type { RealtimeServices } from '../transport/types.ts';

/** The methods of the logger that the services use. */
type Log = Pick<Logger, 'info' | 'error'>;

export interface SignalingConfig {
  /** After how long without a connection a device counts as gone, in milliseconds. */
  readonly deviceGoneMs: number;
  readonly ice: IceServersConfig;
  readonly openCallsPerAccount: number;
  readonly contactsPerAccount: number;
}

/** What the services count; `metrics.ts` turns it into Prometheus metrics. */
export interface SignalingMetrics {
  /** The number of calls that ring or run now. */
  liveCalls(count: number): void;
  relayed(kind: 'offer' | 'answer' | 'candidates'): void;
}

export interface SignalingDependencies {
  readonly clock: Clock;
  readonly config: SignalingConfig;
  readonly storage: Storage;
  readonly calls: CallTable;
  readonly directory: Directory;
  readonly devices: Devices;
  /** Charges a relayed signal to the sender's limit. */
  readonly onRelayed: CallObserver['signalled'];
  readonly metrics: SignalingMetrics;
  readonly logger: Log;
}

/** The domain services that answer requests over sockets. */
export function createSignalingServices(dependencies: SignalingDependencies): RealtimeServices {
  const { clock, config, devices, logger, metrics, storage } = dependencies;
  const report = (error: unknown, what: string) => logger.error({ err: error }, what);
  const background = new Background(report);
  const registrar = new Registrar({
    directory: dependencies.directory,
    devices,
    deviceGoneMs: config.deviceGoneMs,
    process: randomUUID(),
    report,
  });
  const countLive = () =>
    background.run('live calls', 'count calls', async () => metrics.liveCalls(await calls.live()));
  const calls: Calls = new Calls({
    clock,
    registrar,
    devices,
    table: dependencies.calls,
    storage,
    report,
    strangers: new Strangers(),
    openCallsPerAccount: config.openCallsPerAccount,
    observer: callObserver({ ...dependencies, countLive, presenceOf: () => presence }),
  });
  const presence: Presence = new Presence({
    clock,
    registrar,
    devices,
    contacts: storage.contacts,
    background,
    isInCall: (account) => calls.isInCall(account),
  });
  const contacts = new Contacts({
    clock,
    devices,
    storage,
    presence,
    background,
    contactsPerAccount: config.contactsPerAccount,
    onBlocked: (account, other) => calls.blocked(account, other),
  });
  registrar.onEvent(({ device }) => presence.refresh(device.account));
  const iceServersOf = createIceServers(config.ice, clock);
  return { background, calls, contacts, devices, presence, registrar, storage, iceServersOf };
}

/** Updates presence, the log and the metrics when a call changes. */
function callObserver({
  countLive,
  logger,
  metrics,
  onRelayed,
  presenceOf,
}: Pick<SignalingDependencies, 'logger' | 'metrics' | 'onRelayed'> & {
  readonly countLive: () => void;
  /** A function, because `Presence` itself needs `Calls`. */
  readonly presenceOf: () => Presence;
}): CallObserver {
  const refreshSoon = (...accounts: readonly AccountId[]) => {
    for (const account of accounts) presenceOf().refreshSoon(account);
  };
  return {
    started({ callId, caller, callee, media }) {
      countLive();
      logger.info({ callId, caller, callee, media }, 'call started');
    },
    accepted({ callId, caller, callee }) {
      logger.info({ callId }, 'call accepted');
      refreshSoon(caller, callee);
    },
    attached({ callId, caller, callee }) {
      countLive();
      logger.info({ callId }, 'call attached');
      refreshSoon(caller, callee);
    },
    signalled(from, signal, receivers) {
      onRelayed(from, signal, receivers);
      if (signal.kind === 'candidates') metrics.relayed('candidates');
      else if (signal.kind === 'description') metrics.relayed(signal.type);
    },
    ended({ callId, caller, callee }, reason, before) {
      countLive();
      logger.info({ callId, reason }, 'call ended');
      if (before === 'waiting') return;
      presenceOf().refresh(caller);
      presenceOf().refresh(callee);
    },
  };
}

/** Passes changes of accounts and sessions on to connected devices, contacts and calls. */
export function connectedDevices(services: RealtimeServices): ConnectedDevices {
  const { calls, contacts, devices, registrar } = services;
  return {
    isConnected: (account, device) => registrar.isConnected({ account, device }),
    end: (account, device, reason) => registrar.end({ account, device }, reason),
    invitationUsed: (account) => contacts.invited(account),
    accountChanged(account, { renamed }) {
      devices.sendToAccount(account.id, 'account.changed', { account });
      if (renamed) contacts.renamed(account.id);
    },
    async accountDeleted(account, inListsOf) {
      await calls.accountDeleted(account);
      for (const device of await registrar.devicesOf(account)) {
        await registrar.end({ account, device }, 'deleted');
      }
      for (const owner of inListsOf) {
        devices.sendToAccount(owner, 'contact.removed', { id: account });
      }
    },
  };
}
