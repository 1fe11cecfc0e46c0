import type { CallFacts, EndReason } from '@tatap/protocol/call';
import type { DeviceAddress, Signal } from '@tatap/protocol/signaling';
import type { ReportError } from '../background.ts';
import type { Clock, Devices, Storage } from '../ports.ts';
import type { Registrar } from '../registrar.ts';
import type { Strangers } from '../strangers.ts';
import type { CallTable } from './call-state.ts';

/** Gets the changes of calls, for presence, the log and the metrics. */
export interface CallObserver {
  started(call: CallFacts): void;
  accepted(call: CallFacts): void;
  /** Two devices attached the call; it runs as after an accept. */
  attached(call: CallFacts): void;
  ended(call: CallFacts, reason: EndReason, before: 'accepted' | 'waiting'): void;
  /** A signal of a device was relayed to `receivers` devices. */
  signalled(from: DeviceAddress, signal: Signal, receivers: number): void;
}

export interface CallDependencies {
  readonly clock: Clock;
  readonly registrar: Registrar;
  readonly table: CallTable;
  readonly devices: Devices;
  readonly storage: Pick<
    Storage,
    'accounts' | 'contacts' | 'sessions' | 'missedCalls' | 'acceptedCalls'
  >;
  /** Reports errors of work that no caller waits for. */
  readonly report: ReportError;
  readonly strangers: Strangers;
  readonly openCallsPerAccount: number;
  readonly observer: CallObserver;
}
