import { join, sep } from 'node:path';

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
