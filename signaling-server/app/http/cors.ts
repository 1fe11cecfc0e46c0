import { endpoints } from '@tatap/protocol/signaling';
import type { FastifyInstance } from 'fastify';

const methods = [...new Set(Object.values(endpoints).map((endpoint) => endpoint.method))];

/**
 * Allows requests from pages of any origin: the app's `app://`, and the web client of another
 * server. This is safe, because requests are authenticated by a bearer token and never by a cookie.
 *
 * https://fetch.spec.whatwg.org/#http-cors-protocol
 */
export function allowAnyOrigin(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/api/')) return;
    reply.headers({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'retry-after',
    });
  });
  fastify.options('/api/*', (_request, reply) =>
    reply
      .code(204)
      .headers({
        'access-control-allow-methods': methods.join(', '),
        'access-control-allow-headers': 'authorization, content-type',
        // Chromium caches a preflight for at most two hours.
        'access-control-max-age': '7200',
      })
      .send(),
  );
}
