import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ServerConfig } from '../config.ts';
import type { Metrics } from '../metrics.ts';

/** Where those who run the server ask whether it is well. */
export const healthPaths: ReadonlySet<string> = new Set(['/healthz', '/readyz']);

interface Dependencies {
  readonly check: () => Promise<void>;
  readonly metrics: Metrics;
  readonly whoMayReadMetrics: ServerConfig['metrics'];
}

/** For those who run the server: is it alive, can it work, what does it do. */
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

/** By which proxies betray that a request came from elsewhere, whatever is in them. */
const proxyTraces = /^(?:forwarded|via|x-forwarded-.*|x-real-ip|x-client-ip|true-client-ip|cf-.*)$/;

/**
 * A request that came through a proxy on this machine is not from this machine; nor is one for
 * another name, which a proxy or a page that had its name changed to this address would send.
 */
function isFromThisMachine(request: FastifyRequest): boolean {
  if (Object.keys(request.headers).some((name) => proxyTraces.test(name))) return false;
  if (!/^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(request.host)) return false;
  const address = request.socket.remoteAddress ?? '';
  if (isIP(address) === 4) return address.startsWith('127.');
  return address === '::1' || address.startsWith('::ffff:127.');
}
