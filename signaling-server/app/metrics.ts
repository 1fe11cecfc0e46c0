import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RealtimeMetrics } from '../transport/types.ts';
import type { SignalingMetrics } from './signaling-services.ts';

/** The metrics of `/metrics`; names follow */
export interface Metrics {
  readonly realtime: RealtimeMetrics;
  readonly signaling: SignalingMetrics;
  /** Records the answer to an HTTP request and its duration in seconds. */
  httpAnswered(endpoint: string, code: string, seconds: number): void;
  readonly contentType: string;
  render(): Promise<string>;
}

/**
 * Creates the metrics of one server. `ofProcess` adds event loop, memory and garbage collection.
 */
export function createMetrics(options: { ofProcess: boolean }): Metrics {
  const registry = new Registry();
  const registers = [registry];
  if (options.ofProcess) collectDefaultMetrics({ register: registry });

  const sockets = new Gauge({
    name: 'tatap_connected_sockets',
    help: 'Devices that are connected now.',
    registers,
  });
  const calls = new Gauge({
    name: 'tatap_live_calls',
    help: 'Calls that ring or run now.',
    registers,
  });
  const requests = new Counter({
    name: 'tatap_requests_total',
    help: 'Requests over sockets by name and code of their answer.',
    labelNames: ['request', 'code'],
    registers,
  });
  const relayed = new Counter({
    name: 'tatap_relayed_total',
    help: 'Signals that were passed on, by kind: offers, answers, and candidates, several at a time.',
    labelNames: ['kind'],
    registers,
  });
  const http = new Histogram({
    name: 'tatap_http_request_seconds',
    help: 'Requests over HTTP by endpoint and code of their answer.',
    labelNames: ['endpoint', 'code'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 1, 5],
    registers,
  });

  return {
    realtime: {
      socketConnected: () => sockets.inc(),
      socketDisconnected: () => sockets.dec(),
      answered: (request, code) => requests.inc({ request, code }),
    },
    signaling: {
      liveCalls: (count) => calls.set(count),
      relayed: (kind) => relayed.inc({ kind }),
    },
    httpAnswered: (endpoint, code, seconds) => http.observe({ endpoint, code }, seconds),
    contentType: registry.contentType,
    render: () => registry.metrics(),
  };
}
