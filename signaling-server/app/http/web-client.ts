import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answer } from './endpoints.ts';
import { securityHeaders } from './security-headers.ts';
import { readWebClient, type WebFile } from './web-client-files.ts';

interface Options {
  /** Folder of the built web client; `null`: none. */
  readonly folder: string | null;
  /** The public URL of the server; `null`: the address that it listens on. */
  readonly publicUrl: string | null;
  /** Whether browsers must use https only. */
  readonly strictTransport: boolean;
}

/**
 * Serves the web client. A path that is not a file, such as `/add/sari` of an invitation link, gets
 * the page, and the client shows it.
 *
 * @throws StartupError `web-client`
 */
export function serveWebClient(fastify: FastifyInstance, options: Options): void {
  const { folder, publicUrl, strictTransport } = options;
  const publicHost = publicUrl === null ? [] : [new URL(publicUrl).host];
  const files = folder === null ? null : readWebClient(folder);
  const index = files?.get('/index.html');
  if (files !== null) {
    fastify.get('/*', async (request, reply) => {
      const path = pathOf(request);
      const file = path === '/' ? index : files.get(path);
      return file === undefined ? reply.callNotFound() : sendFile(request, reply, file);
    });
    fastify.addHook('onSend', async (request, reply) => {
      if (!isApi(request))
        reply.headers(securityHeaders([request.host, ...publicHost], strictTransport));
    });
  }

  fastify.setNotFoundHandler(async (request, reply) => {
    if (!wantsPage(request)) return answer(reply, { ok: false, code: 'not-found' });
    return index === undefined ? noWebClient(reply) : sendFile(request, reply, index);
  });
}

/** The decoded path of a URL. A path that cannot be decoded matches nothing. */
function pathOf(request: FastifyRequest): string {
  const [path = ''] = request.url.split('?', 1);
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: WebFile): FastifyReply {
  reply.headers({ 'cache-control': file.cacheControl, etag: file.etag });
  const held = request.headers['if-none-match']?.split(',').map((tag) => tag.trim());
  if (held?.some((tag) => tag === '*' || tag.replace(/^W\//, '') === file.etag)) {
    return reply.code(304).send();
  }
  return reply.type(file.contentType).send(file.body);
}

const isApi = (request: FastifyRequest): boolean => /^\/api(?:\/|$)/.test(request.url);

/** Whether a browser requests a page for a person, and not a program. */
function wantsPage(request: FastifyRequest): boolean {
  if (isApi(request) || (request.method !== 'GET' && request.method !== 'HEAD')) return false;
  return request.headers.accept?.includes('text/html') ?? false;
}

function noWebClient(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .type('text/plain; charset=utf-8')
    .send(
      'This is a Tatap signaling server. It has no web client to show: run "npm run build", or ' +
        'name the folder of a built one by TATAP_WEB_CLIENT. The desktop app needs only this ' +
        "server's address.\n",
    );
}
