import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps, type Server as HttpsServer } from 'node:https';
import type { Certificate } from './certificate.ts';
import { limitOutstanding } from './connection-limits.ts';

/** What a client has time for, in milliseconds; afterwards its connection is ended. */
const limits = {
  /** For the headers of a request, from its first byte or the connection's start. */
  headersTimeout: 15_000,
  /** For one whole request. */
  requestTimeout: 30_000,
  /** How often the two above are checked. Node's default of 30 s would double them. */
  connectionsCheckingInterval: 2_000,
  /** Longer than the idle time of common proxies, so that they close first and no request is lost. */
  keepAliveTimeout: 75_000,
} as const;

/**
 * A client that neither sends nor takes a byte of an answer for so long is cut off. Node looks twice
 * while an answer is being written, so that this takes up to double the time.
 */
const stalledMs = 30_000;

/** For TLS, before the first byte of a request. */
const tlsHandshakeMs = 10_000;

/** The HTTP server below Fastify and Socket.IO, or with a certificate the HTTPS server. */
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
  // Node would answer by itself, past the limits, and keep the connection.
  server.on('checkExpectation', (request) => request.socket.destroy());
  return server;
}
