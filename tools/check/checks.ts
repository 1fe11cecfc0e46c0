import { binOf, runNode } from '../process.ts';

/** One thing `npm run check` holds the sources to; gives an exit code. */
export interface Check {
  readonly name: string;
  run(): Promise<number>;
}

/** Size limits are about what was built: run after the build. */
export const checks: readonly Check[] = [
  {
    name: 'format and lint',
    run: () => runNode([binOf('@biomejs/biome', 'bin/biome'), 'check', '--error-on-warnings']),
  },
  { name: 'zones', run: () => runNode(['tools/check-zones.ts']) },
  { name: 'types', run: () => runNode([binOf('typescript', 'bin/tsc'), '-b']) },
  { name: 'dead code', run: () => runNode([binOf('knip', 'bin/knip.js')]) },
  { name: 'size', run: () => runNode([binOf('size-limit', 'bin.js')]) },
];
