import { deviceGoneMs } from '@tatap/protocol/call';
import type { RealtimeConfig, RealtimeMetrics } from '../../signaling-server/transport/types.ts';

/** Limits that no test reaches unless it asks for its own. */
export function realtimeConfig(limits: Partial<RealtimeConfig['limits']> = {}): RealtimeConfig {
  return {
    deviceGoneMs,
    ice: { stunUrls: ['stun:stun.test:3478'], turnUrls: [], turnSecret: null, turnTtlS: 3600 },
    limits: {
      requestsPerSecondPerSocket: 100_000,
      requestsPerSecondPerAddress: 1_000_000,
      introductionsPerMinute: 100_000,
      connectionsPerAddress: 1_000_000,
      socketsPerAccount: 16,
      openCallsPerAccount: 16,
      contactsPerAccount: 1_000,
      ...limits,
    },
  };
}

export const silentMetrics: RealtimeMetrics = {
  socketConnected: () => {},
  socketDisconnected: () => {},
  liveCalls: () => {},
  answered: () => {},
  relayed: () => {},
};

export const silentLog = { info: () => {}, error: () => {} };
