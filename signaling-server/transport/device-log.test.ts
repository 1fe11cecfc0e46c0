import { beforeEach, describe, expect, test } from 'vitest';
import { charactersOf, DeviceLog, type Meter } from './device-log.ts';

let total: Meter;
let log: DeviceLog;

beforeEach(() => {
  total = { characters: 0 };
  log = new DeviceLog(total);
});

const event = ['contact.removed', { id: 'ana' }];

/** Keeps `count` events; returns the offset of the last. */
function keep(count: number, { characters = 10, at = 0 } = {}): string {
  let offset = '';
  for (let n = 0; n < count; n += 1) offset = String(log.keep(event, characters, at).at(-1));
  return offset;
}

const numbersAfter = (offset: string): number[] =>
  log.after(offset).map((data) => Number(String(data.at(-1)).split('.')[1]));

test('an event is sent with its offset as the last argument', () => {
  expect(log.keep(event, 10, 0)).toEqual([...event, `${log.id}.1`]);
  expect(log.number(event)).toEqual([...event, `${log.id}.2`]);
});

test('missed events are returned once and in order, without volatile ones', () => {
  const offset = keep(2);
  keep(1);
  log.number(event);
  keep(2);
  expect(log.covers(offset)).toBe(true);
  expect(numbersAfter(offset)).toEqual([3, 5, 6]);
});

describe('a log', () => {
  test('forgets events that must have arrived, and still covers the latest offset', () => {
    const early = keep(2);
    const last = keep(1);
    const fresh = keep(1, { at: 100 });
    log.prune(100);
    expect(log.covers(early)).toBe(false);
    expect(log.covers(last)).toBe(true);
    expect(numbersAfter(last)).toEqual([4]);
    log.prune(101);
    expect(log.covers(fresh)).toBe(true);
    expect(total.characters).toBe(0);
  });

  test.each([
    ['in number', 10_000, 10],
    ['in size', 40, 20_000],
  ])('is bounded %s', (_, count, characters) => {
    const first = keep(1);
    const last = keep(count, { characters });
    expect(log.covers(first)).toBe(false);
    expect(log.covers(last)).toBe(true);
    expect(total.characters).toBeLessThanOrEqual(256 * 1024);
    expect(numbersAfter(first).length).toBeLessThanOrEqual(512);
  });

  test('counts its characters together with other logs', () => {
    keep(3);
    const other = new DeviceLog(total);
    other.keep(event, 5, 0);
    expect(total.characters).toBe(35);
    other.clear();
    expect(total.characters).toBe(30);
  });
});

test.each([
  '',
  'x',
  '.1',
  '-1',
  '1',
  'LOG',
  'LOG.',
  'LOG.-1',
  'LOG.1.5',
  'LOG.4',
  'LOG.NaN',
  'other.1',
])('%j is no offset', (offset) => {
  keep(3);
  expect(log.covers(offset.replace('LOG', log.id))).toBe(false);
});

test('does not cover the offset of another log', () => {
  const other = new DeviceLog(total);
  keep(3);
  expect(log.covers(`${other.id}.1`)).toBe(false);
});

test.each<[unknown]>([
  [['call.signal', { callId: 'x', signal: { sdp: 'y'.repeat(40_000), seq: 1 } }]],
  [
    [
      'registered',
      { contacts: Array.from({ length: 50 }, (_, n) => ({ id: `id-${n}`, ok: true })) },
    ],
  ],
  [['missed.added', { at: 1_700_000_000_000, count: null }]],
])('counts about as many characters as there are', (value) => {
  const { length } = JSON.stringify(value);
  expect(charactersOf(value)).toBeGreaterThan(0.8 * length);
  expect(charactersOf(value)).toBeLessThan(1.5 * length);
});
