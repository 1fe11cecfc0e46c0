import type { Protocol } from 'electron';
import type { FulfilledRequest, PausedRequest } from '../chromium/paused-request.ts';
import type { Context } from '../host/context.ts';
import { strict } from '../strict.ts';

type Handler = Parameters<Protocol['handle']>[1];

/** `protocol` with `handle`, and what answers Chromium's requests from it. */
export class ProtocolStandIn {
  readonly #context: Context;
  readonly #handlers = new Map<string, Handler>();
  readonly api: Protocol;

  constructor(context: Context) {
    this.#context = context;
    this.api = strict<Protocol>('protocol', {
      registerSchemesAsPrivileged: (schemes) => {
        context.requireNotReady('protocol.registerSchemesAsPrivileged');
        for (const { scheme, privileges } of schemes) {
          // Without `standard` a scheme has no origin, and nothing of this would work.
          if (privileges?.standard !== true) throw new Error(`${scheme}: only standard schemes`);
          context.origins.add(scheme, privileges.secure === true);
          if (privileges.codeCache === true) context.recorder.codeCached.push(scheme);
        }
      },
      handle: (scheme, handler) => {
        context.requireReady('protocol.handle');
        if (this.#handlers.has(scheme)) throw new Error(`protocol ${scheme} is already handled`);
        this.#handlers.set(scheme, handler);
      },
      isProtocolHandled: (scheme) => this.#handlers.has(scheme),
    });
  }

  /** Answers one intercepted request; the result fits `Fetch.fulfillRequest`. */
  async serve(paused: PausedRequest): Promise<FulfilledRequest> {
    const { url, method, headers } = paused.request;
    const { origins } = this.#context;
    const handler = this.#handlers.get(origins.schemeOf(url) ?? '');
    if (handler === undefined) throw new Error(`nothing handles ${origins.toElectron(url)}`);
    const request = new Request(origins.toElectron(url), {
      method,
      headers: Object.entries(headers).map(([name, value]): [string, string] => [
        name,
        /^(?:origin|referer)$/i.test(name) ? origins.toElectron(value) : value,
      ]),
    });
    const response = await handler(request as unknown as Parameters<Handler>[0]);
    const body = Buffer.from(await response.arrayBuffer());
    return {
      responseCode: response.status,
      responseHeaders: [...response.headers].map(([name, value]) => ({ name, value })),
      body: body.toString('base64'),
    };
  }
}
