import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { Background } from '../domain/background.ts';
import { Calls } from '../domain/calls/calls.ts';
import type { CallObserver } from '../domain/calls/types.ts';
import { Contacts } from '../domain/contacts.ts';
import { createIceServers } from '../domain/ice.ts';
import type { Devices } from '../domain/ports.ts';
import { Presence } from '../domain/presence.ts';
import { Registrar } from '../domain/registrar.ts';
import { Strangers } from '../domain/strangers.ts';
import type { Services } from './handlers.ts';
import type { RealtimeDependencies } from './types.ts';

/** What of the logger the domain's wiring uses. */
type Log = Pick<Logger, 'info' | 'error'>;

/** The domain, wired. */
export interface RealtimeServices extends Services {
  readonly background: Background;
}

export function createServices(
  dependencies: Pick<
    RealtimeDependencies,
    'calls' | 'clock' | 'config' | 'directory' | 'metrics' | 'storage'
  > & {
    readonly logger: Log;
    readonly devices: Devices;
    /** A device's signal was sent to so many devices: it counts against the account's limit. */
    readonly onSignalled: CallObserver['signalled'];
  },
): RealtimeServices {
  const { clock, config, devices, logger, metrics, storage } = dependencies;
  const { contactsPerAccount, openCallsPerAccount } = config.limits;
  const report = (error: unknown, what: string) => logger.error({ err: error }, what);
  const background = new Background(report);
  const registrar = new Registrar({
    directory: dependencies.directory,
    devices,
    deviceGoneMs: config.deviceGoneMs,
    process: randomUUID(),
    report,
  });
  const calls: Calls = new Calls({
    clock,
    registrar,
    devices,
    table: dependencies.calls,
    storage,
    report,
    strangers: new Strangers(),
    openCallsPerAccount,
    observer: {
      started(call) {
        countLive();
        logCalls.started(call);
      },
      accepted(call) {
        logCalls.accepted(call);
        presence.refreshSoon(call.caller);
        presence.refreshSoon(call.callee);
      },
      attached(call) {
        countLive();
        logCalls.attached(call);
        presence.refreshSoon(call.caller);
        presence.refreshSoon(call.callee);
      },
      signalled(from, signal, receivers) {
        dependencies.onSignalled(from, signal, receivers);
        if (signal.kind === 'candidates') metrics.relayed('candidates');
        else if (signal.kind === 'description') metrics.relayed(signal.type);
      },
      ended(call, reason, before) {
        countLive();
        logCalls.ended(call, reason, before);
        if (before === 'waiting') return;
        presence.refresh(call.caller);
        presence.refresh(call.callee);
      },
    },
  });
  const logCalls = callLog(logger);
  const countLive = () =>
    background.run('live calls', 'count calls', async () => metrics.liveCalls(await calls.live()));
  const presence = new Presence({
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
    contactsPerAccount,
    onBlocked: (account, other) => calls.blocked(account, other),
  });
  registrar.onEvent(({ device }) => presence.refresh(device.account));
  const iceServersOf = createIceServers(config.ice, clock);
  return { background, calls, contacts, devices, presence, registrar, storage, iceServersOf };
}

/** One line for each step of a call's life. */
function callLog(logger: Log): Omit<CallObserver, 'signalled'> {
  return {
    started: ({ callId, caller, callee, media }) =>
      logger.info({ callId, caller, callee, media }, 'call started'),
    accepted: ({ callId }) => logger.info({ callId }, 'call accepted'),
    attached: ({ callId }) => logger.info({ callId }, 'call attached'),
    ended: ({ callId }, reason) => logger.info({ callId, reason }, 'call ended'),
  };
}
