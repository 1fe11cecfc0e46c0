import type { Server } from 'node:http';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import type { Authenticator } from '../../domain/authenticator.ts';
import type { Clock } from '../../domain/ports.ts';
import { sustained } from '../../transport/limiter.ts';
import { TokenBuckets } from '../../transport/token-bucket.ts';
import type { Certificate } from '../certificate.ts';
import type { ServerConfig } from '../config.ts';
import { createHttpServer } from '../http-server.ts';
import type { Metrics } from '../metrics.ts';
import type { NetworkOf } from '../network.ts';
import { allowAnyOrigin } from './cors.ts';
import { answer, type EndpointHandlers, malformed, registerEndpoints } from './endpoints.ts';
import { answerErrors } from './errors.ts';
import { healthPaths, registerOperations } from './operations.ts';
import { strictTransport } from './strict-transport.ts';
import { serveWebClient } from './web-client.ts';

/** The largest valid body is a name, a password and a device: some hundred bytes. */
const bodyLimitBytes = 64 * 1024;

/** Creates Fastify on an HTTP or HTTPS server that does not listen yet, without routes. */
export function createFastify(
  certificate: Certificate | null,
  logger: FastifyBaseLogger,
): FastifyInstance {
  return fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyLimitBytes,
    // Requests on a keep-alive connection are answered even while the server closes.
    return503OnClosing: false,
    frameworkErrors: (_error, _request, reply) =>
      void answer(reply, malformed('path: expected a URL')),
    // One type for both: Fastify and Socket.IO only use the events of the server.
    serverFactory: (listener) => createHttpServer(certificate, listener) as Server,
  });
}

interface Dependencies {
  readonly config: ServerConfig;
  readonly handlers: EndpointHandlers;
  readonly authenticator: Authenticator;
  readonly networkOf: NetworkOf;
  readonly metrics: Metrics;
  readonly clock: Pick<Clock, 'now'>;
  /** Rejects if the storage cannot be used. */
  readonly check: () => Promise<void>;
}

/** Adds everything that is served over HTTP: accounts and sessions, operations, the web client. */
export async function addRoutes(app: FastifyInstance, dependencies: Dependencies): Promise<void> {
  const { config, handlers, authenticator, networkOf, metrics, clock, check } = dependencies;
  const requests = new TokenBuckets(sustained(config.requestsPerAddress));

  limitRequests(app, (request) => {
    const now = clock.now();
    return requests.of(networkOf(request.raw), now).take(now);
  });
  acceptOnlyJson(app);
  endConnectionsWhenClosing(app);
  answerErrors(app);
  allowAnyOrigin(app);
  registerEndpoints(app, handlers, {
    authenticate: (token) => authenticator.authenticate(token),
    networkOf: (request) => networkOf(request.raw),
    answered: metrics.httpAnswered,
  });
  registerOperations(app, { check, metrics, whoMayReadMetrics: config.metrics });
  serveWebClient(app, {
    folder: config.webClient,
    publicUrl: config.publicUrl,
    strictTransport: strictTransport(config),
  });
}

/**
 * Limits requests per address, before the body is read. Requests for files count too, because they
 * cost about as much as those for endpoints. Health checks do not count, so that many clients
 * behind one address cannot cause a restart of the server.
 */
function limitRequests(app: FastifyInstance, take: (request: FastifyRequest) => number): void {
  app.addHook('onRequest', async (request, reply) => {
    if (healthPaths.has(request.url)) return;
    const retryAfterMs = take(request);
    if (retryAfterMs > 0) return answer(reply, { ok: false, code: 'rate-limited', retryAfterMs });
  });
}

/** Accepts JSON bodies, and empty bodies even with a JSON content type. */
function acceptOnlyJson(app: FastifyInstance): void {
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parseJson(request, body.toString(), done);
  });
}

/** Otherwise a keep-alive connection with a running request would delay the shutdown. */
function endConnectionsWhenClosing(app: FastifyInstance): void {
  app.addHook('onSend', async (_request, reply) => {
    if (!app.server.listening) reply.header('connection', 'close');
  });
}
