import type { Refusal } from '@tatap/protocol/signaling';
import type { FastifyError, FastifyInstance } from 'fastify';
import { QueueFullError } from '../../domain/fair-queue.ts';
import { answer, malformed } from './endpoints.ts';

/** How long a client waits when the queue of password hashes is full, in milliseconds. */
const queueFullRetryMs = 2000;

/** Converts every thrown error to a code. Errors of the server are logged. */
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
    return { ok: false, code: 'rate-limited', retryAfterMs: queueFullRetryMs };
  }
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return { ok: false, code: 'too-large', detail: 'body: at most 64 kB' };
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return malformed('content-type: expected application/json');
  }
  // Fastify's message names the fault and never the input.
  const clientsFault = error.statusCode !== undefined && error.statusCode < 500;
  return clientsFault ? malformed('body: expected JSON') : { ok: false, code: 'internal' };
}
