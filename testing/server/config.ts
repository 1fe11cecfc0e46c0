import { deviceGoneMs } from '@tatap/protocol/call';
import type {
  SignalingConfig,
  SignalingMetrics,
} from '../../signaling-server/app/signaling-services.ts';
import type { RealtimeConfig } from '../../signaling-server/transport/types.ts';

/** Limits of the domain that a test reaches only if it sets its own. */
export function signalingConfig(limits: Partial<SignalingConfig> = {}): SignalingConfig {
  return {
    deviceGoneMs,
    ice: { stunUrls: ['stun:stun.test:3478'], turnUrls: [], turnSecret: null, turnTtlS: 3600 },
    openCallsPerAccount: 16,
    contactsPerAccount: 1_000,
    ...limits,
  };
}

/** Limits of sockets that a test reaches only if it sets its own. */
export function realtimeConfig(limits: Partial<RealtimeConfig['limits']> = {}): RealtimeConfig {
  return {
    deviceGoneMs,
    limits: {
      requestsPerSecondPerSocket: 100_000,
      requestsPerSecondPerAddress: 1_000_000,
      introductionsPerMinute: 100_000,
      connectionsPerAddress: 1_000_000,
      socketsPerAccount: 16,
      ...limits,
    },
  };
}

export const silentMetrics: SignalingMetrics = {
  liveCalls: () => {},
  relayed: () => {},
};

export const silentLog = { info: () => {}, error: () => {} };
