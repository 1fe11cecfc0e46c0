import { readFile } from 'node:fs/promises';
import { parseByteRange } from './byte-range.ts';
import { contentType } from './content-types.ts';
import { type PageSource, responseHeaders } from './headers.ts';
import { isAppUrl } from './origin.ts';
import { resolveFile } from './resolve-file.ts';

/** Answers requests under `app://` from the built files in `root`. */
export function serveFiles(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const refused = refuse(request);
    if (refused !== null) return refused;
    const file = resolveFile(root, new URL(request.url).pathname);
    if (file === null) return plain(400, 'Bad path');
    const content = await read(file);
    if (content === null) return plain(404, 'Not found');
    return answer(request, file, content);
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

function answer(request: Request, file: string, content: Buffer<ArrayBuffer>): Response {
  const headers = withPolicy('built');
  headers.set('content-type', contentType(file));
  headers.set('accept-ranges', 'bytes');
  const range = parseByteRange(request.headers.get('range'), content.length);
  if (range === 'unsatisfiable') {
    headers.set('content-range', `bytes */${content.length}`);
    return new Response(null, { status: 416, headers });
  }
  const body = range === null ? content : content.subarray(range.start, range.end + 1);
  headers.set('content-length', String(body.length));
  if (range !== null) {
    headers.set('content-range', `bytes ${range.start}-${range.end}/${content.length}`);
  }
  const status = range === null ? 200 : 206;
  return new Response(request.method === 'HEAD' ? null : body, { status, headers });
}

function withPolicy(source: PageSource): Headers {
  return new Headers(responseHeaders(source));
}

function plain(status: number, text: string): Response {
  const headers = withPolicy('built');
  headers.set('content-type', 'text/plain; charset=utf-8');
  return new Response(text, { status, headers });
}
