import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { beforeEach, expect, test } from 'vitest';
import { realtimeConfig } from '../../testing/server/config.ts';
import { DomainWorld } from '../../testing/server/domain-world.ts';
import { Door } from './door.ts';
import { Limiter } from './limiter.ts';

let world: DomainWorld;
let door: Door;
let disconnected: number;
let counted: string[];

function openDoor(limits: Partial<ReturnType<typeof realtimeConfig>['limits']> = {}): Door {
  const from = { account: 'ana', device: randomUUID() };
  const limiter = new Limiter(realtimeConfig(limits).limits);
  return new Door(
    {
      services: world.services,
      now: () => world.clock.now(),
      logger: pino({ level: 'silent' }),
      traffic: { characters: 0 },
      onAnswered: (name, _payload, answer) => counted.push(`${name} ${answer.ok || answer.code}`),
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
  door = openDoor();
});

test('what waits for storage holds back what came after it, and nothing is lost', async () => {
  const order: string[] = [];
  const { contacts } = world.storage;
  const find = contacts.find.bind(contacts);
  const gate = Promise.withResolvers<void>();
  contacts.find = async (...args) => {
    await gate.promise;
    return find(...args);
  };
  door.receive('contact.block', [{ id: 'budi' }, () => order.push('block')]);
  door.receive('ice.refresh', [{}, () => order.push('ice')]);
  door.receive('contact.unblock', [{ id: 'budi' }, () => order.push('unblock')]);
  await world.settle();
  expect(order).toEqual([]);
  gate.resolve();
  await door.idle();
  expect(order).toEqual(['block', 'ice', 'unblock']);
  expect(await world.storage.contacts.find('ana', 'budi')).toBeNull();
});

test('what does not wait is answered at once', () => {
  const answers: unknown[] = [];
  door.receive('ice.refresh', [{}, (answer: unknown) => answers.push(answer)]);
  expect(answers).toEqual([expect.objectContaining({ ok: true })]);
  expect(counted).toEqual(['ice.refresh true']);
});

test('a handler that fails is told as internal, and those behind it go on', async () => {
  world.storage.missedCalls.take = () => Promise.reject(new Error('disk'));
  const answers: unknown[] = [];
  const note = (answer: unknown): unknown => answers.push(answer);
  door.receive('missed.taken', [{ callIds: [] }, note]);
  door.receive('call.bye', [{ callId: randomUUID() }, note]);
  await door.idle();
  expect(answers).toEqual([
    { ok: false, code: 'internal' },
    { ok: false, code: 'call-over' },
  ]);
});

test('whoever goes on far beyond the limit is shown the door', () => {
  door = openDoor({ requestsPerSecondPerSocket: 1 });
  const answers: { code?: string }[] = [];
  for (let n = 0; n < 26; n += 1) {
    door.receive('ice.refresh', [{}, (answer: { code?: string }) => answers.push(answer)]);
  }
  expect(answers.filter(({ code }) => code === 'rate-limited')).toHaveLength(20);
  expect(disconnected).toBe(1);
});
