#!/usr/bin/env node
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { defaultDataDir, makeFolder } from './data-dir.ts';

// Only the server's user may read the files that the server writes: the database, its log, compiled
// code.
process.umask(0o077);
const args = process.argv.slice(2);
// Only a server start uses the cache, so that commands such as --help write no file.
if (args.length === 0) cacheCompiledCode();
const { run } = await import('./cli.ts');
const code = await run(args);
if (code === null) flushCompileCache();
else process.exitCode = code;

/**
 * Caches compiled code in the data folder, which halves the time of the next start. The system's
 * folder for temporary files is not safe: another user could put code into it.
 */
function cacheCompiledCode(): void {
  const { TATAP_DATA_DIR: configured } = process.env;
  const dataDir = configured?.trim() || defaultDataDir();
  try {
    makeFolder(dataDir);
  } catch {
    // Opening the storage fails later with a message for the operator.
    return;
  }
  enableCompileCache(join(dataDir, 'compile-cache'));
}
