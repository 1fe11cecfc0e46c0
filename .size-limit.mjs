import { readFileSync } from 'node:fs';

/**
 * What the browser must load before the home screen shows: the scripts that index.html names, and
 * the modules that it preloads because those scripts import them. Later ones come on demand.
 */
const page = readFileSync('dist/renderer/index.html', 'utf8');
const initial = [...page.matchAll(/(?:src|href)="\.?\/?([^"]+\.js)"/g)].map(
  ([, file]) => `dist/renderer/${file}`,
);

export default [{ name: 'initial JavaScript, gzip', path: initial, limit: '90 kB', gzip: true }];
