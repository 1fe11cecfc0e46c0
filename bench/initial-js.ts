import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Size of what a page must load before it runs, in kB (1000 bytes) after gzip: its module scripts
 * and all that they import statically. What is loaded on demand does not count.
 */
export async function initialJsKb(folder: string, page: string): Promise<number> {
  const html = await readFile(`${folder}/${page}`, 'utf8');
  const queue = [...html.matchAll(/<(?:script|link)[^>]+(?:src|href)="([^"]+\.js)"/g)].map(
    ([, path]) => posix.join('.', path ?? ''),
  );
  const seen = new Set<string>();
  let bytes = 0;
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const code = await readFile(`${folder}/${path}`, 'utf8');
    bytes += gzipSync(code, { level: 9 }).length;
    for (const specifier of staticImports(code)) {
      queue.push(posix.join(posix.dirname(path), specifier));
    }
  }
  return bytes / 1000;
}

/** Relative paths of a minified module's static imports: `import{a}from"./b.js"`, `import"./b.js"`. */
function staticImports(code: string): string[] {
  const pattern = /(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g;
  return [...code.matchAll(pattern)].map(([, specifier]) => specifier ?? '');
}
