import {
  type EndpointBody,
  type EndpointName,
  type EndpointResult,
  endpoints,
  parse,
  type Schema,
} from '@tatap/protocol/signaling';
import type { HttpPort, HttpTarget } from '../account/ports.ts';
import type { Logger } from '../log.ts';
import type { FailureCode, Result } from '../result.ts';
import { parseRefusal } from './answers.ts';

const timeoutMs = 10_000;

export interface HttpClientOptions {
  readonly fetch: typeof fetch;
  readonly log: Logger;
  /** Whether the host refused the certificate of `serverUrl` a moment ago. */
  certificateRefused(serverUrl: string): Promise<boolean>;
}

/** Talks to the endpoints of a Tatap server; every answer is parsed, every failure has its code. */
export class HttpClient implements HttpPort {
  readonly #options: HttpClientOptions;

  constructor(options: HttpClientOptions) {
    this.#options = options;
  }

  async request<N extends EndpointName>(
    name: N,
    target: HttpTarget,
    body: EndpointBody<N>,
  ): Promise<Result<EndpointResult<N>>> {
    const response = await this.#fetch(name, target, body);
    if (typeof response === 'string') return { ok: false, code: response };
    const answer = await readJson(response);
    const refused = parseRefusal(answer);
    if (refused !== null) return refused;
    if (!isAccepted(answer)) return { ok: false, code: strangerCode(response.status) };
    const schema: Schema<object> = endpoints[name].result;
    const parsed = parse(schema, answer);
    if (parsed.ok) return { ok: true, ...(parsed.value as EndpointResult<N>) };
    this.#options.log.warn('answer not understood', { endpoint: name, issue: parsed.issue });
    return { ok: false, code: 'not-a-server' };
  }

  async #fetch(
    name: EndpointName,
    target: HttpTarget,
    body: unknown,
  ): Promise<Response | FailureCode> {
    const { method, path } = endpoints[name];
    const headers = new Headers();
    if (target.token !== undefined) headers.set('authorization', `Bearer ${target.token}`);
    if (method !== 'GET') headers.set('content-type', 'application/json');
    const filled = path.replace(':device', encodeURIComponent(target.device ?? ''));
    try {
      const url = new URL(filled, target.serverUrl).href;
      return await this.#options.fetch(url, {
        method,
        headers,
        ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
        cache: 'no-store',
        credentials: 'omit',
      });
    } catch (cause) {
      this.#options.log.warn('request failed', { endpoint: name, cause });
      if (cause instanceof DOMException && cause.name === 'TimeoutError') return 'timeout';
      const refused = await this.#options.certificateRefused(target.serverUrl);
      return refused ? 'bad-certificate' : 'unreachable';
    }
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function isAccepted(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === true;
}

/** A reverse proxy answers 502 to 504 for a Tatap server that is down; anything else is no Tatap. */
function strangerCode(status: number): FailureCode {
  return status >= 502 && status <= 504 ? 'unreachable' : 'not-a-server';
}
