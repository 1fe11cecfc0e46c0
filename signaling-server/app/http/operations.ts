import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServerConfig } from '../config.ts';
import type { Metrics } from '../metrics.ts';

/** The paths of health checks. */
export const healthPaths: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

interface Dependencies {
  readonly check: () => Promise<void>;
  readonly metrics: Metrics;
  readonly whoMayReadMetrics: ServerConfig['metrics'];
}

/** Registers the endpoints for operators: liveness, readiness and metrics. */
export function registerOperations(fastify: FastifyInstance, dependencies: Dependencies): void {
  const { check, metrics, whoMayReadMetrics } = dependencies;

  fastify.get('/healthz', async (_request, reply) => {
    return reply.header('cache-control', 'no-store').send({ ok: true });
  });

  fastify.get('/readyz', async (request, reply) => {
    reply.header('cache-control', 'no-store');
    try {
      await check();
      return reply.send({ ok: true });
    } catch (error) {
      request.log.error({ err: error }, 'not ready: the database does not answer');
      return reply.code(503).send({ ok: false, reason: 'storage' });
    }
  });

  if (whoMayReadMetrics === 'off') return;
  fastify.get('/metrics', async (request, reply) => {
    if (whoMayReadMetrics === 'loopback' && !isFromThisMachine(request)) {
      return reply.code(403).type('text/plain').send('TATAP_METRICS=everyone opens this page.\n');
    }
    return reply.type(metrics.contentType).send(await metrics.render());
  });
}

/** Headers by which a proxy shows that a request came from elsewhere. */
const proxyTraces = /^(?:forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|cf-.*)$/;

/**
 * A request through a proxy on this machine does not come from this machine. A request for another
 * host name does not either: a proxy could send it, or a page whose name resolves to this address
 * (DNS rebinding).
 */
function isFromThisMachine(request: FastifyRequest): boolean {
  if (Object.keys(request.headers).some((name) => proxyTraces.test(name))) return false;
  if (!/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(request.host)) return false;
  const address = request.socket.remoteAddress ?? '';
  if (isIP(address) === 4) return address.startsWith('127.');
  return address === '::1' || address.startsWith('::ffff:127.');
}
