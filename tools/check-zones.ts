/** Fails when a file imports against the directions of ARCHITECTURE.md, section 2. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryFiles } from './files.ts';
import { checkFile } from './zones/check.ts';

const root = path.resolve(process.argv[2] ?? path.join(import.meta.dirname, '..'));
const sources = repositoryFiles(root).filter((file) => /\.(?:[cm]?[jt]s|[jt]sx)$/.test(file));
const violations = sources.flatMap((file) =>
  checkFile(file, readFileSync(path.join(root, file), 'utf8')),
);

for (const { file, line, message } of violations) console.error(`${file}:${line}: ${message}`);
console.error(`zones: ${sources.length} files, ${violations.length} violations`);
process.exitCode = violations.length === 0 ? 0 : 1;
