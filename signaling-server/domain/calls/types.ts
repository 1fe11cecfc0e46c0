import type { CallFacts, EndReason } from '@tatap/protocol/call';
import type { DeviceAddress, Signal } from '@tatap/protocol/signaling';
import type { ReportError } from '../background.ts';
import type { Clock, Devices, Storage } from '../ports.ts';
import type { Registrar } from '../registrar.ts';
import type { Strangers } from '../strangers.ts';
import type { CallTable } from './call-state.ts';

/** Tells of a call's life: for presence, the log and the metrics. */
export interface CallObserver {
  started(call: CallFacts): void;
  accepted(call: CallFacts): void;
  /** Two devices brought the call back; it runs as after its accept. */
  attached(call: CallFacts): void;
  ended(call: CallFacts, reason: EndReason, before: 'accepted' | 'waiting'): void;
  /** A device's signal was sent to so many devices. */
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
  /** Told of what failed without anybody waiting for it. */
  readonly report: ReportError;
  readonly strangers: Strangers;
  readonly openCallsPerAccount: number;
  readonly observer: CallObserver;
}
