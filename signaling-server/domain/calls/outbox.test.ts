import { beforeEach, describe, expect, test } from 'vitest';
import { DomainWorld, type TestDevice } from '../../../testing/server/domain-world.ts';
import { keepWaitMs } from './outbox.ts';

describe('a call that is accepted', () => {
  let world: DomainWorld;
  let ana: TestDevice;
  let budi: TestDevice;
  let callId: string;
  let stored: PromiseWithResolvers<void>;
  let answers: string[];

  beforeEach(async () => {
    world = new DomainWorld();
    await world.accounts('ana', 'budi');
    [ana, budi] = [await world.device('ana'), await world.device('budi')];
    stored = Promise.withResolvers();
    world.storage.acceptedCalls.add = () => stored.promise;
    callId = await ana.call('budi');
    answers = [];
    const accept = budi.ask('call.accept', { callId, media: 'video' });
    void accept.then((answer) => answers.push(answer.ok ? 'ok' : answer.code));
    await world.settle();
  });

  test('is stored before anybody hears that it runs', async () => {
    expect([answers, ana.all('call.accepted')]).toEqual([[], []]);
    stored.resolve();
    await world.settle();
    expect(answers).toEqual(['ok']);
    expect(ana.last('call.accepted')).toMatchObject({ callId, device: budi.id });
  });

  test('does not wait longer than a moment for storage that is locked', async () => {
    await world.advance(keepWaitMs);
    expect(answers).toEqual(['ok']);
    expect(ana.last('call.accepted')).toMatchObject({ callId });
  });

  test('runs also where it cannot be stored', async () => {
    stored.reject(new Error('the disk is full'));
    await world.settle();
    expect(answers).toEqual(['ok']);
    expect(ana.last('call.accepted')).toMatchObject({ callId });
  });
});
