import {
  ackCodes,
  parse,
  protocolVersion,
  type RequestName,
  type RequestResult,
  requests,
  type Schema,
} from '@tatap/protocol/signaling';
import * as v from 'valibot';
import type { Logger } from '../log.ts';
import type { Failure, Result } from '../result.ts';

const refusal = v.object({
  ok: v.literal(false),
  /** A code that this version does not know comes from a newer server. */
  code: v.fallback(v.picklist(ackCodes), 'internal'),
  retryAfterMs: v.optional(v.pipe(v.number(), v.minValue(0))),
  versions: v.optional(v.array(v.number())),
});

/** Reads a refusal out of an acknowledgement or an HTTP body; `null` where it is none. */
export function parseRefusal(input: unknown): Failure | null {
  const parsed = parse(refusal, input);
  return parsed.ok ? parsed.value : null;
}

/** Parses the acknowledgement of a request. */
export function readAnswer<N extends RequestName>(
  name: N,
  answer: unknown,
  log: Logger,
): Result<RequestResult<N>> {
  const refused = parseRefusal(answer);
  if (refused !== null) {
    log.debug('request refused', { request: name, code: refused.code });
    return refused;
  }
  const schema: Schema<object> = requests[name].result;
  const parsed = parse(schema, answer);
  if (parsed.ok) return { ok: true, ...(parsed.value as RequestResult<N>) };
  log.warn('acknowledgement not understood', { request: name, issue: parsed.issue });
  return { ok: false, code: 'not-a-server' };
}

/** Which side has to be updated, given the versions that the server speaks. */
export function whoIsTooOld(versions: readonly number[]): 'app-too-old' | 'server-too-old' {
  return versions.some((version) => version > protocolVersion) ? 'app-too-old' : 'server-too-old';
}
