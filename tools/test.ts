/** `npm test`: everything that tells whether Tatap works, a time per stage, and the sum. */
import { add, type Tally } from './test/results.ts';
import { stages } from './test/stages.ts';

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

let sum: Tally = { passed: 0, failed: 0 };
const lines: string[] = [];
for (const stage of stages) {
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
process.exitCode = sum.failed === 0 ? 0 : 1;
