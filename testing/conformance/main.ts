/**
 * `npm run conformance -- URL [--client ID]`: holds a running server against docs/PROTOCOL.md, or the
 * client of the account ID on that server, whose person is told what to do.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { befriend, botName, type Client, clientChecks, steps } from './client-checks.ts';
import { Device, waitFor } from './device.ts';
import { disperse, gather, remove } from './people.ts';
import { serverChecks } from './server-checks.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { client: { type: 'string' } },
});
const [url] = positionals;
if (url === undefined || !URL.canParse(url)) {
  console.error('Usage: npm run conformance -- URL [--client ID]');
  process.exit(2);
}

/** A person needs time for every step, in milliseconds. */
const personMs = 120_000;

/** Runs each check and prints a line about it; the number that failed. */
async function judge(checks: readonly { name: string; run: () => Promise<void> }[]) {
  let failed = 0;
  for (const { name, run } of checks) {
    try {
      await run();
      console.log(`passed  ${name}`);
    } catch (cause) {
      failed += 1;
      console.log(`FAILED  ${name}\n        ${cause instanceof Error ? cause.message : cause}`);
    }
  }
  console.log(`${checks.length - failed} passed, ${failed} failed`);
  return failed;
}

// Accounts are of this run alone, and are deleted at its end.
async function judgeServer(serverUrl: string): Promise<number> {
  const people = await gather(serverUrl);
  const failed = await judge(
    serverChecks.map(({ name, run }) => ({ name, run: () => run(people) })),
  );
  await disperse(people);
  return failed;
}

async function judgeClient(serverUrl: string, id: string): Promise<number> {
  waitFor(personMs);
  const client: Client = { id, perform: async (step) => console.log(`   Now: ${steps[step]}`) };
  const bot = new Device(serverUrl, `conformance-${randomBytes(4).toString('hex')}`);
  const created = await bot.createAccount(botName);
  if (created['ok'] !== true) throw new Error(`no account: ${JSON.stringify(created)}`);
  try {
    await bot.connect();
    await befriend(bot, client);
    return await judge(
      clientChecks.map(({ name, run }) => ({ name, run: () => run(bot, client) })),
    );
  } finally {
    await remove(bot);
  }
}

const { client } = values;
const failed = client === undefined ? await judgeServer(url) : await judgeClient(url, client);
process.exit(failed === 0 ? 0 : 1);
