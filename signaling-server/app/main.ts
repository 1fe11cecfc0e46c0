#!/usr/bin/env node
import { flushCompileCache } from 'node:module';
import { cacheCompiledCode } from './compile-cache.ts';

// What the server writes is its user's alone: the database, its log of changes, compiled code.
process.umask(0o077);
const args = process.argv.slice(2);
// Only the server: help and version write nothing.
if (args.length === 0) cacheCompiledCode();
const { run } = await import('./cli.ts');
const code = await run(args);
if (code === null) flushCompileCache();
else process.exitCode = code;
