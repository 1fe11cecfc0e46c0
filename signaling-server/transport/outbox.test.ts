import { beforeEach, describe, expect, test } from 'vitest';
import { Outbox } from './outbox.ts';

let now: number;
let outbox: Outbox;

beforeEach(() => {
  now = 0;
  outbox = new Outbox(() => now, { characters: 0 });
});

/** A wire that remembers the numbers of the packets that it carried. */
function wire() {
  const offsets: string[] = [];
  return { offsets, write: (text: string) => offsets.push(JSON.parse(text.slice(1)).at(-1)) };
}

const send = (count = 1): void => {
  for (let n = 0; n < count; n += 1) outbox.send('contact.removed', { id: 'ana' });
};

test('a packet is a Socket.IO event with its number as the last argument', () => {
  const written: string[] = [];
  outbox.open({ write: (text) => written.push(text) }, null);
  send();
  expect(written).toEqual(['2["contact.removed",{"id":"ana"},"1"]']);
});

test('a device that comes back gets what it has missed, once and in order', () => {
  const before = wire();
  outbox.open(before, null);
  send(3);
  outbox.close();
  send(2);
  const after = wire();
  expect(outbox.covers('2')).toBe(true);
  outbox.open(after, '2');
  send();
  expect(before.offsets).toEqual(['1', '2', '3']);
  expect(after.offsets).toEqual(['3', '4', '5', '6']);
  expect(outbox.covers('1')).toBe(false);
});

describe('what is kept', () => {
  test('is forgotten once it must have arrived, and the latest can still be named', () => {
    outbox.open(wire(), null);
    send(3);
    now = 100;
    send();
    outbox.prune(100);
    expect(outbox.covers('2')).toBe(false);
    expect(outbox.covers('3')).toBe(true);
    outbox.prune(101);
    expect(outbox.covers('4')).toBe(true);
  });

  test('is all kept while the device is away', () => {
    outbox.open(wire(), null);
    send(2);
    outbox.close();
    outbox.prune(1_000);
    expect(outbox.covers('0')).toBe(true);
  });

  test.each([
    ['in number', () => send(10_000)],
    [
      'in size',
      () => {
        for (let n = 0; n < 40; n += 1) {
          outbox.send('contact.removed', { id: 'x'.repeat(20_000) });
        }
      },
    ],
  ])('is bounded %s', (_, flood) => {
    flood();
    expect(outbox.covers('1')).toBe(false);
    const { offsets, write } = wire();
    const last = [10_000, 40].find((number) => outbox.covers(String(number)));
    outbox.open({ write }, String((last ?? 0) - 3));
    expect(offsets).toHaveLength(3);
  });
});

test.each(['', 'x', '-1', '1.5', '7', 'NaN', 'Infinity'])('%j is no packet', (offset) => {
  send(3);
  expect(outbox.covers(offset)).toBe(false);
});
