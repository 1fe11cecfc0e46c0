import { endpoints } from '@tatap/protocol/signaling';
import type { FastifyInstance } from 'fastify';

const methods = [...new Set(Object.values(endpoints).map((endpoint) => endpoint.method))];

/**
 * Lets pages of any origin ask: the app's `app://`, the web client of another server. It opens
 * nothing, because a request is believed for its bearer token, and no cookie exists.
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
        // Two hours is the most that Chromium keeps.
        'access-control-max-age': '7200',
      })
      .send(),
  );
}
