import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { beforeEach, expect, test } from 'vitest';
import { realtimeConfig } from '../../testing/server/config.ts';
import { DomainWorld } from '../../testing/server/domain-world.ts';
import { Limiter } from './limiter.ts';
import { RequestDispatcher } from './request-dispatcher.ts';

let world: DomainWorld;
let dispatcher: RequestDispatcher;
let disconnected: number;
let counted: string[];

function createDispatcher(
  limits: Partial<ReturnType<typeof realtimeConfig>['limits']> = {},
): RequestDispatcher {
  const from = { account: 'ana', device: randomUUID() };
  const limiter = new Limiter(realtimeConfig(limits).limits);
  return new RequestDispatcher(
    {
      services: world.services,
      now: () => world.clock.now(),
      logger: pino({ level: 'silent' }),
      onAnswered: (name, answer) => counted.push(`${name} ${answer.ok || answer.code}`),
    },
    from,
    limiter.forSocket(from, '192.0.2.1', world.clock.now()),
    () => {
      disconnected += 1;
    },
  );
}

beforeEach(async () => {
  world = new DomainWorld();
  await world.accounts('ana', 'budi');
  disconnected = 0;
  counted = [];
  dispatcher = createDispatcher();
});

test('a request that waits for storage delays those behind it, and none is lost', async () => {
  const order: string[] = [];
  const { contacts } = world.storage;
  const find = contacts.find.bind(contacts);
  const gate = Promise.withResolvers<void>();
  contacts.find = async (...args) => {
    await gate.promise;
    return find(...args);
  };
  dispatcher.receive('contact.block', [{ id: 'budi' }, () => order.push('block')]);
  dispatcher.receive('ice.refresh', [{}, () => order.push('ice')]);
  dispatcher.receive('contact.unblock', [{ id: 'budi' }, () => order.push('unblock')]);
  await world.settle();
  expect(order).toEqual([]);
  gate.resolve();
  await dispatcher.idle();
  expect(order).toEqual(['block', 'ice', 'unblock']);
  expect(await world.storage.contacts.find('ana', 'budi')).toBeNull();
});

test('a request that does not wait is answered at once', () => {
  const answers: unknown[] = [];
  dispatcher.receive('ice.refresh', [{}, (answer: unknown) => answers.push(answer)]);
  expect(answers).toEqual([expect.objectContaining({ ok: true })]);
  expect(counted).toEqual(['ice.refresh true']);
});

test('a failing handler is answered with internal, and the next requests run', async () => {
  world.storage.missedCalls.take = () => Promise.reject(new Error('disk'));
  const answers: unknown[] = [];
  const note = (answer: unknown): unknown => answers.push(answer);
  dispatcher.receive('missed.taken', [{ callIds: [] }, note]);
  dispatcher.receive('call.bye', [{ callId: randomUUID() }, note]);
  await dispatcher.idle();
  expect(answers).toEqual([
    { ok: false, code: 'internal' },
    { ok: false, code: 'call-over' },
  ]);
});

test('a socket that sends far more than its limit is disconnected', () => {
  dispatcher = createDispatcher({ requestsPerSecondPerSocket: 1 });
  const answers: { code?: string }[] = [];
  for (let n = 0; n < 26; n += 1) {
    dispatcher.receive('ice.refresh', [{}, (answer: { code?: string }) => answers.push(answer)]);
  }
  expect(answers.filter(({ code }) => code === 'rate-limited')).toHaveLength(20);
  expect(disconnected).toBe(1);
});
