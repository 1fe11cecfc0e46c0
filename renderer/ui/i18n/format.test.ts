import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';

const en = createFormat('en-GB');
const id = createFormat('id-ID');
const noon = new Date(2026, 2, 4, 12, 0).getTime();
const hour = 3_600_000;
const day = 24 * hour;

describe('clock', () => {
  it.each([
    [0, '0:00'],
    [7_999, '0:07'],
    [750_000, '12:30'],
    [3_723_000, '1:02:03'],
    [-5, '0:00'],
  ])('%i ms is %s', (ms, text) => expect(en.clock(ms)).toBe(text));
});

describe('duration', () => {
  it.each([
    [7_000, '7 sec'],
    [60_000, '1 min'],
    [750_000, '12 min 30 sec'],
    // Rounded before it is split, so that there are never 60 seconds.
    [59_700, '1 min'],
  ])('%i ms is %s', (ms, text) => expect(createFormat('en-US').duration(ms)).toBe(text));

  it('is written in the language', () => {
    expect(id.duration(750_000)).toBe('12 mnt 30 dtk');
  });
});

describe('what is measured', () => {
  it('is written in the language', () => {
    expect(en.bitrate(1_400_400)).toBe('1,400 kb/s');
    expect(id.bitrate(1_400_400)).toBe('1.400 kb/dtk');
    expect(en.milliseconds(41.6)).toBe('42 ms');
  });
});

describe('listTime', () => {
  it('is the time for today, the weekday for this week, the day before that', () => {
    expect(en.listTime(noon - hour, noon)).toBe('11:00');
    expect(en.listTime(noon - 2 * day, noon)).toBe('Mon');
    expect(en.listTime(noon - 30 * day, noon)).toBe('2 Feb');
  });

  it('counts midnights, not hours', () => {
    const justAfterMidnight = new Date(2026, 2, 4, 0, 5).getTime();
    expect(en.listTime(justAfterMidnight - 10 * 60_000, justAfterMidnight)).toBe('Tue');
  });
});

describe('day and relative', () => {
  it('names today and yesterday', () => {
    expect(en.day(noon, noon + hour)).toBe('today');
    expect(id.day(noon - day, noon)).toBe('kemarin');
    expect(en.day(noon - 5 * day, noon)).toBe('27 February 2026');
  });

  it('chooses the unit by the distance', () => {
    expect(en.relative(noon - 10_000, noon)).toBe('now');
    expect(en.relative(noon - 5 * 60_000, noon)).toBe('5 minutes ago');
    expect(en.relative(noon - 3 * day, noon)).toBe('3 days ago');
    expect(en.relative(noon - 60 * day, noon)).toBe('3 January 2026');
  });
});

describe('bytes', () => {
  it.each([
    [0, '0 byte'],
    [999, '999 byte'],
    [1_000, '1 kB'],
    [3_400_000, '3.4 MB'],
    [2e15, '2,000 TB'],
  ])('%d is %s', (count, text) => expect(createFormat('en-US').bytes(count)).toBe(text));
});
