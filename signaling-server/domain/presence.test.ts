import { beforeEach, expect, test } from 'vitest';
import { DomainWorld, type TestDevice } from '../../testing/server/domain-world.ts';
import { callToldAfterMs } from './presence.ts';
import { presenceGraceMs } from './registrar.ts';

let world: DomainWorld;
let watcher: TestDevice;

beforeEach(async () => {
  world = new DomainWorld();
  await world.accounts('ana', 'budi', 'citra');
  await world.befriend('ana', 'budi');
  watcher = await world.device('ana');
});

const seen = (): string[] => watcher.all('presence.changed').map(({ presence }) => presence);

test('contacts see a person come online and, after a short delay, go offline', async () => {
  const budi = await world.device('budi');
  expect(seen()).toEqual(['online']);
  budi.lose();
  await world.advance(presenceGraceMs - 1);
  expect(seen()).toEqual(['online']);
  await world.advance(1);
  expect(seen()).toEqual(['online', 'offline']);
});

test('a short connection loss, a second device and a repeated choice send no event', async () => {
  const budi = await world.device('budi');
  await world.device('budi');
  budi.lose();
  await budi.connect('resumed');
  await world.advance(presenceGraceMs);
  await budi.ask('presence.set', { presence: 'online' });
  await world.settle();
  expect(seen()).toEqual(['online']);
});

test('a disconnect by the device is sent at once', async () => {
  const budi = await world.device('budi');
  budi.leave();
  await world.settle();
  expect(seen()).toEqual(['online', 'offline']);
});

test('strangers, people with an open request and blocked people see nothing', async () => {
  const stranger = await world.device('citra');
  for (const relation of ['outgoing', 'incoming', 'blocked'] as const) {
    await world.relate('budi', 'citra', relation);
    const budi = await world.device('budi');
    budi.leave();
    await world.settle();
  }
  expect(stranger.all('presence.changed')).toEqual([]);
});

test('do not disturb has priority over in a call, and in a call over the rest', async () => {
  const budi = await world.device('budi');
  await budi.ask('presence.set', { presence: 'away' });
  const callId = await budi.call('ana');
  await watcher.ask('call.accept', { callId, media: 'audio' });
  await world.advance(callToldAfterMs);
  await budi.ask('presence.set', { presence: 'dnd' });
  await world.settle();
  await budi.ask('presence.set', { presence: 'online' });
  await world.settle();
  await budi.ask('call.bye', { callId });
  await world.settle();
  expect(seen()).toEqual(['online', 'away', 'in-call', 'dnd', 'in-call', 'online']);
});

test('a call changes presence after a delay, and a very short call does not', async () => {
  const budi = await world.device('budi');
  const first = await budi.call('ana');
  await watcher.ask('call.accept', { callId: first, media: 'audio' });
  await world.advance(callToldAfterMs - 1);
  expect(seen()).toEqual(['online']);
  await world.advance(1);
  expect(seen()).toEqual(['online', 'in-call']);
  await budi.ask('call.bye', { callId: first });
  await world.settle();
  expect(seen()).toEqual(['online', 'in-call', 'online']);

  const second = await budi.call('ana');
  await watcher.ask('call.accept', { callId: second, media: 'audio' });
  await budi.ask('call.bye', { callId: second });
  await world.advance(callToldAfterMs);
  expect(seen()).toEqual(['online', 'in-call', 'online']);
});

test('the chosen presence is stored and applies to every device', async () => {
  const [one, two] = [await world.device('budi'), await world.device('budi')];
  await one.ask('presence.set', { presence: 'dnd' });
  expect(two.last('account.changed')?.account.presence).toBe('dnd');
  await world.settle();
  one.leave();
  two.leave();
  await world.settle();
  const again = await world.device('budi');
  expect(again.last('registered')?.account.presence).toBe('dnd');
  expect(seen()).toEqual(['online', 'dnd', 'offline', 'dnd']);
});

test('a device that registers gets the current presence of its contacts', async () => {
  await world.befriend('citra', 'budi');
  await world.device('budi');
  const citra = await world.device('citra');
  expect(citra.last('registered')?.contacts).toEqual([
    expect.objectContaining({ id: 'budi', presence: 'online' }),
  ]);
});
