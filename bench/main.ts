import { benchmarks } from './benchmarks.ts';
import { run } from './harness.ts';

// npm run bench -- [NAME...]: JSON lines on standard output, everything else on standard error.
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (unknown.length > 0) {
  console.error(`No benchmark called ${unknown.join(', ')}. There are:`);
  for (const { name, unit } of benchmarks) console.error(`  ${name} (${unit})`);
  process.exit(2);
}
for (const benchmark of benchmarks) {
  if (asked.length > 0 && !asked.includes(benchmark.name)) continue;
  console.error(`${benchmark.name} …`);
  await run(benchmark);
}
