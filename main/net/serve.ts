import { readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { type PageSource, responseHeaders } from './headers.ts';
import { isAppUrl } from './origin.ts';

/** Media types of what the build makes. Others are bytes: with `nosniff` nothing guesses further. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};

/**
 * Answers requests under `app://` from the built files in `root`. It sends them whole: pages ask
 * for ranges of sound and video alone, and none of the files is that.
 */
export function serveFiles(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const refused = refuse(request);
    if (refused !== null) return refused;
    const file = resolveFile(root, new URL(request.url).pathname);
    if (file === null) return plain(400, 'Bad path');
    const content = await read(file);
    if (content === null) return plain(404, 'Not found');
    const headers = withPolicy('built');
    headers.set('content-type', contentType(file));
    headers.set('content-length', String(content.length));
    return new Response(request.method === 'HEAD' ? null : content, { headers });
  };
}

/**
 * Answers from the development server instead, under the same origin and checks, so that nothing
 * behaves differently while developing except the styles' way into the page.
 */
export function serveFromDevServer(
  serverUrl: string,
  fetchImpl: (url: string) => Promise<Response>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const refused = refuse(request);
    if (refused !== null) return refused;
    const { pathname, search } = new URL(request.url);
    const upstream = await fetchImpl(new URL(pathname + search, serverUrl).href);
    const headers = withPolicy('development');
    headers.set('content-type', upstream.headers.get('content-type') ?? contentType(pathname));
    return new Response(upstream.body, { status: upstream.status, headers });
  };
}

function refuse(request: Request): Response | null {
  if (!isAppUrl(request.url)) return plain(404, 'Not found');
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET');
  return null;
}

async function read(file: string): Promise<Buffer<ArrayBuffer> | null> {
  try {
    return await readFile(file);
  } catch {
    // Missing or a folder; which of them is nothing a page needs to know.
    return null;
  }
}

function contentType(file: string): string {
  return types[extname(file).toLowerCase()] ?? 'application/octet-stream';
}

function withPolicy(source: PageSource): Headers {
  return new Headers(responseHeaders(source));
}

function plain(status: number, text: string): Response {
  const headers = withPolicy('built');
  headers.set('content-type', 'text/plain; charset=utf-8');
  return new Response(text, { status, headers });
}

/**
 * The file under `root` that a URL path names, or `null` where it names none.
 *
 * Decoded once, as a server does; what is dangerous after decoding is refused rather than
 * normalised: parent segments, backslashes (a separator on Windows), colons (drives and NTFS
 * streams), NUL, empty segments, and hidden files.
 */
export function resolveFile(root: string, urlPath: string): string | null {
  const decoded = decode(urlPath);
  if (decoded === null || !decoded.startsWith('/')) return null;
  const relative = decoded === '/' ? 'index.html' : decoded.slice(1);
  if (/[\\:\0]/.test(relative)) return null;
  const segments = relative.split('/');
  if (segments.some((segment) => segment === '' || segment.startsWith('.'))) return null;
  const file = join(root, ...segments);
  // Cannot be outside any more; stays as the last word should the rules above ever change.
  return file.startsWith(root.endsWith(sep) ? root : root + sep) ? file : null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
