import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps, type Server as HttpsServer } from 'node:https';
import type { ServerConfig } from './config.ts';
import { StartupError } from './startup-error.ts';

/** A client that takes longer to send one request than this, in milliseconds, is cut off. */
const requestTimeoutMs = 30_000;

/** Longer than the idle time of common proxies, so that they close first and no request is lost. */
const keepAliveTimeoutMs = 75_000;

/**
 * The HTTP or HTTPS server below Fastify and Socket.IO.
 *
 * @throws StartupError `certificate`
 */
export function createHttpServer(
  config: Pick<ServerConfig, 'tlsCert' | 'tlsKey'>,
  listener: RequestListener,
): Server | HttpsServer {
  const server = bare(config, listener);
  server.requestTimeout = requestTimeoutMs;
  server.keepAliveTimeout = keepAliveTimeoutMs;
  return server;
}

function bare(
  { tlsCert, tlsKey }: Pick<ServerConfig, 'tlsCert' | 'tlsKey'>,
  listener: RequestListener,
): Server | HttpsServer {
  if (tlsCert === null || tlsKey === null) return createHttp(listener);
  try {
    const [cert, key] = [readFileSync(tlsCert), readFileSync(tlsKey)];
    // OpenSSL takes a key of another kind without a word, and then no handshake succeeds.
    if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) {
      throw new Error('the key belongs to another certificate');
    }
    return createHttps({ cert, key }, listener);
  } catch (error) {
    throw StartupError.certificate(error, tlsCert, tlsKey);
  }
}
