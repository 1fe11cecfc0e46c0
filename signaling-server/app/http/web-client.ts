import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { answer } from './endpoints.ts';

interface Options {
  /** Folder of the built web client; null where there is none. */
  readonly folder: string | null;
  /** Where people reach the server, if not at the address that it listens on. */
  readonly publicUrl: string | null;
  /** Whether the server speaks TLS itself. */
  readonly tls: boolean;
}

/** Vite names these by their content's hash. */
const hashedAssets = /[/\\]assets[/\\]/;

/**
 * Serves the web client. A page that is asked for and is no file (`/add/sari`, an invitation's
 * link) is the client's to show.
 */
export async function serveWebClient(fastify: FastifyInstance, options: Options): Promise<void> {
  const { folder, publicUrl, tls } = options;
  const secure = tls || (publicUrl?.startsWith('https:') ?? false);
  const publicHost = publicUrl === null ? [] : [new URL(publicUrl).host];
  if (folder !== null) {
    await fastify.register(fastifyStatic, {
      root: folder,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const kept = hashedAssets.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
        reply.header('cache-control', kept);
      },
    });
    fastify.addHook('onSend', async (request, reply) => {
      if (!isApi(request)) reply.headers(securityHeaders([request.host, ...publicHost], secure));
    });
  }

  fastify.setNotFoundHandler(async (request, reply) => {
    if (!wantsPage(request)) return answer(reply, { ok: false, code: 'not-found' });
    if (folder === null) return noWebClient(reply);
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .send(rooted(await readFile(join(folder, 'index.html'), 'utf8')));
  });
}

/**
 * The page with its references made absolute: electron-vite writes `./assets/…`, which below
 * `/add/` would lead to `/add/assets/…`.
 */
function rooted(page: string): string {
  return page.replace(/(\s(?:src|href)=")\.\//g, '$1/');
}

const isApi = (request: FastifyRequest): boolean => /^\/api(?:\/|$)/.test(request.url);

/** Whether somebody typed or followed an address, and it is no program that asks. */
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

/**
 * What the page may do: run our own scripts, talk to this server, use camera and microphone. No
 * inline script, no frame, no other site.
 */
function securityHeaders(hosts: readonly string[], secure: boolean): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'media-src': "'self' blob: mediastream:",
    'connect-src': ["'self'", ...hosts.flatMap(socketSources)].join(' '),
    'worker-src': "'self' blob:",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
    'permissions-policy':
      'camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), ' +
      'autoplay=(self), fullscreen=(self), geolocation=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/**
 * Not every browser takes `'self'` for the page's own WebSocket. The host is the client's word, so
 * what is no host name stays out of the header.
 */
function socketSources(host: string): string[] {
  return /^[a-z0-9.-]+(?::\d+)?$|^\[[0-9a-f:]+\](?::\d+)?$/i.test(host)
    ? [`ws://${host}`, `wss://${host}`]
    : [];
}
