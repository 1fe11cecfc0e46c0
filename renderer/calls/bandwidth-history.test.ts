import { beforeEach, describe, expect, it } from 'vitest';
import { FakeStore } from '../../testing/fakes.ts';
import { BandwidthHistory } from './bandwidth-history.ts';

const day = 24 * 60 * 60 * 1_000;
let now: number;
let store: FakeStore;
beforeEach(() => {
  now = 1_700_000_000_000;
  store = new FakeStore();
});

const open = () => new BandwidthHistory(store, () => now);

/** A call of `seconds` over a network, seen as this much. */
function call(
  memory: BandwidthHistory,
  network: string | null,
  bandwidthBps: number,
  seconds = 20,
) {
  memory.entered(network);
  const watch = memory.watch();
  for (let second = 0; second < seconds; second++) watch.estimated(bandwidthBps);
  watch.end();
}

describe('what is remembered of a path', () => {
  it('is there for the next call over the same network, after a restart too', () => {
    call(open(), 'home', 1_200_000);
    const memory = open();
    memory.entered('home');
    expect(memory.expectedBps(0)).toBe(1_200_000);
    memory.entered('office');
    expect(memory.expectedBps(10_000_000)).toBeNull();
  });

  it('is half what was known and half what was seen last', () => {
    const memory = open();
    call(memory, 'home', 1_000_000);
    call(memory, 'home', 400_000);
    expect(memory.expectedBps(0)).toBe(700_000);
  });

  it('makes careful, never bold, while the network is not known', () => {
    const memory = open();
    call(memory, 'mobile', 300_000);
    memory.entered(null);
    expect(memory.expectedBps(700_000)).toBe(300_000);
    expect(memory.expectedBps(0)).toBeNull();
    call(memory, 'home', 2_000_000);
    memory.entered(null);
    expect(memory.expectedBps(700_000)).toBeNull();
  });

  it('is nothing after a short call, or over a network without a name', () => {
    const memory = open();
    call(memory, 'home', 300_000, 5);
    call(memory, null, 300_000);
    memory.entered('home');
    expect(memory.expectedBps(0)).toBeNull();
  });

  it('leaves out the first estimates, which are the guess that the call began with', () => {
    const memory = open();
    memory.entered('home');
    const watch = memory.watch();
    for (let second = 0; second < 5; second++) watch.estimated(100_000_000);
    for (let second = 0; second < 15; second++) watch.estimated(500_000);
    watch.end();
    expect(memory.expectedBps(0)).toBe(500_000);
  });

  it('is forgotten after a month, and is twenty networks at most', () => {
    const memory = open();
    call(memory, 'first', 1_000_000);
    for (let n = 0; n < 20; n++) call(memory, `network ${n}`, 1_000_000);
    memory.entered('first');
    expect(memory.expectedBps(0)).toBeNull();
    memory.entered('network 19');
    expect(memory.expectedBps(0)).toBe(1_000_000);
    now += 31 * day;
    expect(memory.expectedBps(0)).toBeNull();
  });

  it.each([
    'nonsense',
    '{}',
    '[{"network":1}]',
    '[{"network":"home","bandwidthBps":-1,"at":0}]',
    '[{"network":"home","bandwidthBps":1e999,"at":0}]',
  ])('is nothing where the disk says %s', (text) => {
    store.write('paths', text);
    const memory = open();
    memory.entered('home');
    expect(memory.expectedBps(10_000_000)).toBeNull();
    call(memory, 'home', 500_000);
    expect(memory.expectedBps(0)).toBe(500_000);
  });
});
