import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps, type Server as HttpsServer } from 'node:https';
import type { ServerConfig } from './config.ts';
import { limitOutstanding } from './connection-limits.ts';
import { StartupError } from './startup-error.ts';

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

/** A client that neither sends nor takes a byte of an answer for so long is cut off. */
const stalledMs = 30_000;

/** For TLS, before the first byte of a request. */
const tlsHandshakeMs = 10_000;

/**
 * The HTTP or HTTPS server below Fastify and Socket.IO.
 *
 * @throws StartupError `certificate`
 */
export function createHttpServer(
  config: Pick<ServerConfig, 'tlsCert' | 'tlsKey'>,
  listener: RequestListener,
): Server | HttpsServer {
  const server = bare(config, limitOutstanding(listener));
  server.timeout = stalledMs;
  // Node would answer by itself, past the limits, and keep the connection.
  server.on('checkExpectation', (request) => request.socket.destroy());
  return server;
}

function bare(
  { tlsCert, tlsKey }: Pick<ServerConfig, 'tlsCert' | 'tlsKey'>,
  listener: RequestListener,
): Server | HttpsServer {
  if (tlsCert === null || tlsKey === null) return createHttp(limits, listener);
  try {
    const [cert, key] = [readFileSync(tlsCert), readFileSync(tlsKey)];
    // OpenSSL takes a key of another kind without a word, and then no handshake succeeds.
    if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
      throw new Error('the key belongs to another certificate');
    }
    return createHttps({ ...limits, cert, key, handshakeTimeout: tlsHandshakeMs }, listener);
  } catch (error) {
    throw StartupError.certificate(error, tlsCert, tlsKey);
  }
}
