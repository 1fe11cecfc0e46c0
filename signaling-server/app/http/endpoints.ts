import {
  type Ack,
  type AckCode,
  type EndpointAck,
  type EndpointName,
  endpoints,
  httpStatus,
  type Output,
  parse,
  type Refusal,
} from '@tatap/protocol/signaling';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SessionRecord } from '../../domain/ports.ts';

type Body<N extends EndpointName> = Output<(typeof endpoints)[N]['body']>;

/** A parsed request with its session. */
interface Call<N extends EndpointName> {
  readonly body: Body<N>;
  /** Parameters of the path, not parsed. */
  readonly parameters: unknown;
  /** The session of the requesting device; `null` if the endpoint needs none. */
  readonly session: (typeof endpoints)[N]['auth'] extends true ? SessionRecord : null;
  /** The key of limits per address. */
  readonly network: string;
}

/** The handler of each endpoint of the contract. */
export type EndpointHandlers = {
  readonly [N in EndpointName]: (call: Call<N>) => Promise<EndpointAck<N>>;
};

/** The steps that are the same for every endpoint. */
export interface Doorman {
  authenticate(token: string): Promise<SessionRecord | null>;
  networkOf(request: FastifyRequest): string;
  answered(endpoint: EndpointName, code: 'ok' | AckCode, seconds: number): void;
}

/**
 * Registers every endpoint of the contract. Each request passes the same steps: session, body,
 * handler.
 */
export function registerEndpoints(
  fastify: FastifyInstance,
  handlers: EndpointHandlers,
  doorman: Doorman,
): void {
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    register(fastify, name, handlers, doorman);
  }
}

function register<N extends EndpointName>(
  fastify: FastifyInstance,
  name: N,
  handlers: EndpointHandlers,
  doorman: Doorman,
): void {
  const { method, path, auth, body: schema } = endpoints[name];
  fastify.route({
    method,
    url: path,
    /** Runs before the body is read, so that an unauthenticated client sends no body. */
    onRequest: async (request, reply) => {
      if (!auth) return;
      const token = bearer(request.headers.authorization);
      const session = token === null ? null : await doorman.authenticate(token);
      if (session === null) return answer(reply, { ok: false, code: 'unauthenticated' });
      sessions.set(request, session);
    },
    handler: async (request, reply) => {
      const parsed = parse(schema, request.body ?? {});
      if (!parsed.ok) return answer(reply, malformed(parsed.issue));
      const call = {
        body: parsed.value,
        parameters: request.params,
        session: sessions.get(request) ?? null,
        network: doorman.networkOf(request),
        // Schema and session belong to this endpoint; TypeScript loses this in the loop.
      } as Call<N>;
      return answer(reply, await handlers[name](call));
    },
    onResponse: async (_request, reply) => {
      doorman.answered(name, codes.get(reply) ?? 'internal', reply.elapsedTime / 1000);
    },
  });
}

const sessions = new WeakMap<FastifyRequest, SessionRecord>();
const codes = new WeakMap<FastifyReply, 'ok' | AckCode>();

/** RFC 6750, section 2.1. */
function bearer(authorization: string | undefined): string | null {
  return /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization ?? '')?.[1] ?? null;
}

export function malformed(detail: string): Refusal {
  return { ok: false, code: 'malformed', detail };
}

/** Sends an acknowledgement with the status and headers of its code. */
export function answer(reply: FastifyReply, ack: Ack): FastifyReply {
  codes.set(reply, ack.ok ? 'ok' : ack.code);
  // Answers are private to one account, and some contain tokens.
  reply.header('cache-control', 'no-store');
  if (ack.ok) return reply.code(200).send(ack);
  if (ack.code === 'unauthenticated') reply.header('www-authenticate', 'Bearer');
  if (ack.retryAfterMs !== undefined) {
    reply.header('retry-after', Math.ceil(ack.retryAfterMs / 1000));
  }
  return reply.code(httpStatus[ack.code]).send(ack);
}
