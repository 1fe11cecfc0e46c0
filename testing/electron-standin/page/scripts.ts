import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { createCodec } from '../codec.ts';
import { createBridgeEnd } from './bridge-end.ts';
import { isolatedWorld } from './isolated.ts';
import { mainWorld } from './main-world.ts';
import { names } from './messages.ts';

/** The source of the script that runs in the main world of every frame. */
export function mainWorldScript(): string {
  return `(${mainWorld})((${createCodec})(), ${createBridgeEnd}, ${JSON.stringify(names)});`;
}

/** The source of the script that runs in the isolated world of every frame. */
export function isolatedWorldScript(preload: string | null): string {
  const argument = preload === null ? 'null' : asFunction(preload);
  return `(${isolatedWorld})((${createCodec})(), ${createBridgeEnd}, ${JSON.stringify(names)}, ${argument});`;
}

/**
 * Reads a preload as a sandboxed renderer would: as a script in a function, whatever its name says.
 *
 * @throws {SyntaxError} for ES modules among others
 */
export function readPreload(file: string): string {
  const source = readFileSync(file, 'utf8');
  new Script(`(${asFunction(source)})`, { filename: file });
  return source;
}

function asFunction(source: string): string {
  return `function (require, module, exports) {\n${source}\n}`;
}
