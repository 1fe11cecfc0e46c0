/** `npm run conformance -- URL`: holds a running server against docs/PROTOCOL.md. */
import { disperse, gather } from './people.ts';
import { serverChecks } from './server-checks.ts';

const [url] = process.argv.slice(2);
if (url === undefined || !URL.canParse(url)) {
  console.error('Usage: npm run conformance -- URL');
  process.exit(2);
}

// Its accounts are of this run alone, and are deleted at its end.
const people = await gather(url);
let failed = 0;
for (const { name, run } of serverChecks) {
  try {
    await run(people);
    console.log(`passed  ${name}`);
  } catch (cause) {
    failed += 1;
    console.log(`FAILED  ${name}\n        ${cause instanceof Error ? cause.message : cause}`);
  }
}
await disperse(people);
console.log(`${serverChecks.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
