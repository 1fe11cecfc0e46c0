import { randomBytes } from 'node:crypto';
import {
  befriend,
  botName,
  type Client,
  clientChecks,
  type Step,
} from '../../../testing/conformance/client-checks.ts';
import { Device, waitFor } from '../../../testing/conformance/device.ts';
import { limit } from '../../../tools/test/pace.ts';
import type { Person } from '../../fixtures/person.ts';
import { expect, test } from '../../fixtures/test.ts';

/** Sari presses the buttons of the web client. */
function clientOf({ id, home, call }: Person): Client {
  const ends = async (words: RegExp) => {
    await call.endsWith(words);
    await call.press('Close');
  };
  const actions: Record<Step, () => Promise<void>> = {
    acceptContact: () => home.acceptContact(botName),
    seeRinging: () => call.rings(),
    accept: () => call.accept(),
    seeRunning: () => call.isRunning(),
    mute: () => call.press('Mute microphone'),
    seeHeld: () => call.says(`${botName} put you on hold`),
    hold: () => call.press('Hold'),
    seeHungUp: () => call.endsWith(`${botName} hung up`),
    call: () => home.videoCall(botName),
    hangUp: () => call.hangUp(),
    seeIncompatible: () => ends(/do not fit together/),
    seeForged: () => ends(/^Stopped: this may not have been/),
  };
  return { id, perform: (step) => test.step(step, actions[step]) };
}

test.beforeAll(() => waitFor(limit(15_000)));

for (const { name, run } of clientChecks) {
  test(`the web client follows the protocol document: it ${name}`, async ({ join, server }) => {
    const sari = await join('sari');
    const client = clientOf(sari);
    const bot = new Device(server.url, `bot-${randomBytes(4).toString('hex')}`);
    expect(await bot.createAccount(botName)).toMatchObject({ ok: true });
    expect(await bot.connect()).toBeNull();
    await befriend(bot, client);
    await run(bot, client);
    bot.close();
  });
}
