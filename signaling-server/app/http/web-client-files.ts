import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { StartupError } from '../startup-error.ts';

/** A file of the web client, ready to send. */
export interface WebFile {
  readonly body: Buffer;
  readonly contentType: string;
  readonly cacheControl: string;
  /** RFC 9110, section 8.8.3; a strong tag, computed from the content. */
  readonly etag: string;
}

/** The built web client has about 2 MB. A much larger folder was named by mistake. */
const mostBytes = 64 * 1024 * 1024;

/** The content types of files of a build. Browsers are told not to guess them (`nosniff`). */
const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/vnd.microsoft.icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.tflite': 'application/octet-stream',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Vite puts a hash of the content into these file names. */
const hashedAssets = /^\/assets\//;

/**
 * Reads the files of the web client into memory, by their URL path. Requests use the memory:
 * opening a file per request would hold a descriptor for as long as its client does not read.
 *
 * @throws StartupError `web-client` if the folder cannot be read or is too large
 */
export function readWebClient(folder: string): ReadonlyMap<string, WebFile> {
  try {
    return new Map(pathsIn(folder).map((path) => [urlPath(folder, path), fileAt(folder, path)]));
  } catch (error) {
    throw error instanceof StartupError ? error : StartupError.webClient(folder, error);
  }
}

function pathsIn(folder: string): string[] {
  let bytes = 0;
  const paths: string[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (/(?:^|[/\\])\./.test(relative(folder, path))) continue;
    const stats = statSync(path);
    if (!stats.isFile()) continue;
    bytes += stats.size;
    if (bytes > mostBytes) throw StartupError.webClient(folder, 'it holds more than 64 MB');
    paths.push(path);
  }
  return paths;
}

const urlPath = (folder: string, path: string): string =>
  `/${relative(folder, path).split(sep).join('/')}`;

function fileAt(folder: string, path: string): WebFile {
  const written = readFileSync(path);
  const extension = extname(path).toLowerCase();
  const body = extension === '.html' ? Buffer.from(rooted(written.toString('utf8'))) : written;
  return {
    body,
    contentType: contentTypes[extension] ?? 'application/octet-stream',
    cacheControl: hashedAssets.test(urlPath(folder, path))
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
    etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
  };
}

/**
 * Makes the references of the page absolute: electron-vite writes `./assets/…`, which a browser
 * would resolve to `/add/assets/…` below `/add/`.
 */
function rooted(page: string): string {
  return page.replace(/(\s(?:src|href)=")\.\//g, '$1/');
}
