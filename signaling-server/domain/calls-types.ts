import type { CallFacts, EndReason } from '@tatap/protocol/call';
import type { Background } from './background.ts';
import type { Clock, Devices, Storage } from './ports.ts';
import type { Registrar } from './registrar.ts';
import type { Strangers } from './strangers.ts';

/** Tells of a call's life: for presence, the log and the metrics. */
export interface CallObserver {
  started(call: CallFacts): void;
  accepted(call: CallFacts): void;
  /** Two devices brought the call back; it runs as after its accept. */
  attached(call: CallFacts): void;
  ended(call: CallFacts, reason: EndReason, before: 'accepted' | 'waiting'): void;
}

export interface CallDependencies {
  readonly clock: Clock;
  readonly registrar: Registrar;
  readonly devices: Devices;
  readonly storage: Pick<
    Storage,
    'accounts' | 'contacts' | 'sessions' | 'missedCalls' | 'acceptedCalls'
  >;
  readonly background: Background;
  readonly strangers: Strangers;
  readonly openCallsPerAccount: number;
  readonly observer: CallObserver;
}
