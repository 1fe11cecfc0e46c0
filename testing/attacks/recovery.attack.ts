import { randomBytes } from 'node:crypto';
import { recoveryCodeOf, recoveryCodeSymbols } from '@tatap/protocol/text';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deviceNumber, testDevice } from '../signaling-server.ts';
import { AttackedServer } from './attacked-server.ts';
import { costsOf } from './costs.ts';
import { askFrom } from './requests.ts';

const attacker = '127.0.0.66';
const home = '127.0.0.3';

let server: AttackedServer;

beforeEach(async () => {
  server = await AttackedServer.start();
});

afterEach(() => server.stop());

const guess = () => recoveryCodeOf(randomBytes(recoveryCodeSymbols));

const recover = (from: string, id: string, recoveryCode = guess()) =>
  askFrom(from, server.port, 'recoverAccount', {
    id,
    recoveryCode,
    password: 'another horse',
    device: testDevice(deviceNumber(2)),
  });

/** Creates an account and returns its recovery code. */
async function register(id: string): Promise<string> {
  const { ack } = await server.ask('createAccount', {
    body: { id, displayName: id, password: 'correct horse', device: testDevice() },
  });
  if (!ack.ok || ack.recoveryCode === undefined) throw new Error(`${id} got no code`);
  return ack.recoveryCode;
}

const countOf = (answers: readonly { status: number }[], status: number): number =>
  answers.filter((answer) => answer.status === status).length;

test('guesses from one address are limited and lock no owner out', async () => {
  const owners = ['ana', 'budi', 'citra', 'dewi', 'eko', 'fitri'];
  const codes = new Map<string, string>();
  for (const id of owners) codes.set(id, await register(id));
  const answers: { status: number }[] = [];
  const costs = await costsOf(server, async () => {
    const guesses = owners.flatMap((id) => Array.from({ length: 20 }, () => id));
    answers.push(...(await Promise.all(guesses.map((id) => recover(attacker, id)))));
  });
  // TATAP_LIMIT_SIGN_INS_PER_ADDRESS allows 50 per window, at most 10 of them for one account.
  expect(countOf(answers, 403)).toBeLessThanOrEqual(50);
  expect(countOf(answers, 403) + countOf(answers, 429)).toBe(answers.length);
  for (const [id, code] of codes) {
    expect(await recover(home, id, code), id).toMatchObject({ status: 200 });
  }
  expect(costs.failed).toBe(0);
  expect(costs.logLines).toBeLessThan(50);
});

test('guesses from many addresses at one account do not lock its owner out', async () => {
  const code = await register('ana');
  const addresses = Array.from({ length: 30 }, (_, n) => `127.0.1.${n + 1}`);
  const costs = await costsOf(server, async () => {
    const guesses = addresses.flatMap((from) => Array.from({ length: 12 }, () => from));
    const answers = await Promise.all(guesses.map((from) => recover(from, 'ana')));
    // Each address has 10 tries for one account.
    expect(countOf(answers, 403)).toBe(10 * addresses.length);
  });
  expect(
    await askFrom(home, server.port, 'signIn', {
      id: 'ana',
      password: 'correct horse',
      device: testDevice(),
    }),
  ).toMatchObject({ status: 200 });
  expect(await recover('127.0.2.1', 'ana', code)).toMatchObject({ status: 200 });
  expect(costs.failed).toBe(0);
});
