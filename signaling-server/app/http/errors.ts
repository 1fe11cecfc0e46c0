import type { Refusal } from '@tatap/protocol/signaling';
import type { FastifyError, FastifyInstance } from 'fastify';
import { QueueFullError } from '../../domain/fair-queue.ts';
import { answer, malformed } from './endpoints.ts';

/** How long somebody waits who found the server full of sign-ins, in milliseconds. */
const gateRetryMs = 2000;

/** Everything that is thrown on the way is answered by a code; what is our fault is logged. */
export function answerErrors(fastify: FastifyInstance): void {
  fastify.setErrorHandler<FastifyError>((error, request, reply) => {
    const refusal = refusalOf(error);
    if (refusal.code === 'internal') {
      request.log.error({ err: error, endpoint: request.routeOptions.url }, 'request failed');
    }
    return answer(reply, refusal);
  });
}

function refusalOf(error: FastifyError): Refusal {
  if (error instanceof QueueFullError) {
    return { ok: false, code: 'rate-limited', retryAfterMs: gateRetryMs };
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { ok: false, code: 'too-large', detail: 'body: at most 64 kB' };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return malformed('content-type: expected application/json');
  }
  // Fastify's own words name the fault, never the input.
  const clientsFault = error.statusCode !== undefined && error.statusCode < 500;
  return clientsFault ? malformed('body: expected JSON') : { ok: false, code: 'internal' };
}
