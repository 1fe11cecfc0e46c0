import { signal } from '@preact/signals-core';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type CallWorld, createCallWorld } from '../../testing/call.ts';
import { VirtualClock } from '../../testing/clock.ts';
import { settled } from '../../testing/settled.ts';
import { silentLogger } from '../log.ts';
import type { QualitySubject } from './ports.ts';
import { createQualityModel, type QualityOptions } from './quality.ts';
import { recording } from './recordings.fixture.ts';

const clock = new VirtualClock();

function makeModel(given: Partial<QualityOptions> = {}) {
  const options = {
    clock,
    log: silentLogger,
    loadPing: async () => async () => 5,
    attentive: () => true,
    ...given,
  };
  return createQualityModel(options);
}

function subject(callId: string): QualitySubject {
  const plays = recording('good', 'a').map(({ entries }) => entries);
  return {
    callId,
    link: { send: () => {}, stats: async () => plays.shift() ?? [] },
    peer: signal(null),
    peerBandwidth: signal(null),
    ownPicture: signal('sent'),
  };
}

async function seconds(count: number): Promise<void> {
  for (let second = 0; second < count; second++) {
    clock.advance(1_000);
    await settled();
  }
}

describe('the quality of calls', () => {
  it('has its code fetched ahead, and does without where that fails', async () => {
    const loadPing = vi.fn(async () => async () => 5);
    loadPing.mockRejectedValueOnce(new Error('offline'));
    const quality = makeModel({ loadPing });
    quality.prepare();
    expect(loadPing).toHaveBeenCalledOnce();
    await vi.dynamicImportSettled();
    const end = quality.watch(subject('one'));
    await vi.dynamicImportSettled();
    await seconds(5);
    expect(quality.snapshot.value).toMatchObject({ callId: 'one' });
    end();
  });

  it('is known while a call runs, and reported when it is over', async () => {
    const quality = makeModel();
    const end = quality.watch(subject('one'));
    await vi.dynamicImportSettled();
    await seconds(5);
    expect(quality.snapshot.value).toMatchObject({ callId: 'one', verdict: { level: 'good' } });
    expect(quality.report.value).toBeNull();
    end();
    expect(quality.snapshot.value).toBeNull();
    expect(quality.report.value).toMatchObject({ callId: 'one', seconds: 3 });
    expect(clock.pending).toBe(0);
  });

  it('is one report over all links of a call, and another for the next', async () => {
    const quality = makeModel();
    for (const [callId, total] of [
      ['one', 3],
      ['one', 6],
      ['two', 3],
    ] as const) {
      const end = quality.watch(subject(callId));
      await vi.dynamicImportSettled();
      await seconds(5);
      end();
      expect(quality.report.value).toMatchObject({ callId, seconds: total });
    }
  });

  it('is not watched where the call was over before the code had come', async () => {
    const quality = makeModel();
    quality.watch(subject('one'))();
    await vi.dynamicImportSettled();
    expect(clock.pending).toBe(0);
    expect(quality.report.value).toBeNull();
  });
});

describe('a call', () => {
  let world: CallWorld;
  beforeEach(() => {
    world = createCallWorld();
  });

  it('is watched from accept to its end, on the link that is taken', async () => {
    await world.callBudi();
    expect(world.watched).toEqual([]);
    world.model.hangUp();
    const callId = await world.talkToBudi();
    expect(world.watched).toMatchObject([{ callId, link: world.lastLink() }]);
    world.model.hangUp();
    expect(world.watched).toEqual([]);
  });

  it('passes on what the other side says it sees', async () => {
    await world.talkToBudi();
    const view = {
      loss: 0.1,
      concealed: null,
      framesPerSecond: 12,
      limited: 'network',
      line: 'slow',
    } as const;
    world.lastLink().happen({ type: 'message', message: { kind: 'quality', ...view } });
    expect(world.watched[0]?.peer.value).toEqual(view);
  });
});
