import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps, type Server as HttpsServer } from 'node:https';
import type { Certificate } from './certificate.ts';
import { limitOutstanding } from './connection-limits.ts';

/** Timeouts in milliseconds; after a timeout the connection is closed. */
const limits = {
  /** For the headers of a request, from its first byte or the start of the connection. */
  headersTimeout: 15_000,
  /** For one whole request. */
  requestTimeout: 30_000,
  /** How often the two above are checked. Node's default of 30 s would double them. */
  connectionsCheckingInterval: 2_000,
  /**
   * Longer than the idle timeout of common proxies. So the proxy closes first and no request is
   * lost.
   */
  keepAliveTimeout: 75_000,
} as const;

/**
 * A client that neither sends nor reads data for this time is disconnected. During an answer Node
 * checks twice, so it can take twice as long.
 */
const stalledMs = 30_000;

/** For TLS, before the first byte of a request. */
const tlsHandshakeMs = 10_000;

/**
 * Creates the HTTP server of Fastify and Socket.IO, or the HTTPS server if there is a certificate.
 */
export function createHttpServer(
  certificate: Certificate | null,
  listener: RequestListener,
): Server | HttpsServer {
  const limited = limitOutstanding(listener);
  const server =
    certificate === null
      ? createHttp(limits, limited)
      : createHttps({ ...limits, ...certificate.pem, handshakeTimeout: tlsHandshakeMs }, limited);
  server.timeout = stalledMs;
  // Node would answer by itself, without the limits, and keep the connection open.
  server.on('checkExpectation', (request) => request.socket.destroy());
  return server;
}
