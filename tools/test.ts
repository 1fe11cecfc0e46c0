/**
 * `npm test [-- STAGE…]`: everything that tells whether Tatap works, or the named stages of it. Says
 * how long each stage took, and the sum.
 */
import { asRun } from './run/run.ts';
import { add, type Tally } from './test/results.ts';
import { chooseStages, stages } from './test/stages.ts';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

await asRun(async () => {
  const chosen = chooseStages(stages, process.argv.slice(2));
  if (typeof chosen === 'string') {
    console.error(chosen);
    return 2;
  }
  let sum: Tally = { passed: 0, failed: 0 };
  const lines: string[] = [];
  for (const stage of chosen) {
    console.log(`\n=== ${stage.name}`);
    const startedAt = performance.now();
    const tally = await stage.run();
    const took = seconds(performance.now() - startedAt);
    sum = add(sum, tally);
    lines.push(
      `${stage.name.padEnd(20)} ${took.padStart(8)}  ${tally.passed} passed, ${tally.failed} failed`,
    );
    if (tally.failed > 0 && stage.needed) break;
  }
  console.log(`\n${lines.join('\n')}\n`);
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 ? 0 : 1;
});
