import { describe, expect, it } from 'vitest';
import { hueOf, initialsOf } from './avatar.tsx';
import { nextItem } from './menu.tsx';
import { place } from './place.ts';

describe('initialsOf', () => {
  it.each([
    ['Sari Wulandari', 'SW'],
    ['Ni Made Ayu Lestari', 'NL'],
    ['budi', 'B'],
    ['rina.k', 'RK'],
    ['Pak Agus (kantor)', 'PK'],
    ['Émile Zola', 'ÉZ'],
    ['👩‍👧 Ratna', 'R'],
    ['🎈', '🎈'],
    ['  ', '?'],
  ])('%s is %s', (name, initials) => expect(initialsOf(name)).toBe(initials));
});

describe('hueOf', () => {
  it('is the same for the same ID, and differs between most', () => {
    expect(hueOf('sari')).toBe(hueOf('sari'));
    const ids = Array.from({ length: 60 }, (_, index) => `person-${index}`);
    expect(new Set(ids.map(hueOf)).size).toBeGreaterThan(8);
  });
});

describe('nextItem', () => {
  const words = ['Block', 'Rename', 'Remove'];

  it('moves and wraps around', () => {
    expect(nextItem('ArrowDown', 0, words)).toBe(1);
    expect(nextItem('ArrowDown', 2, words)).toBe(0);
    expect(nextItem('ArrowUp', 0, words)).toBe(2);
    expect(nextItem('ArrowUp', -1, words)).toBe(2);
    expect(nextItem('ArrowDown', -1, words)).toBe(0);
  });

  it('goes to the ends', () => {
    expect(nextItem('Home', 2, words)).toBe(0);
    expect(nextItem('End', 0, words)).toBe(2);
  });

  it('goes through the items that begin with the letter', () => {
    expect(nextItem('r', 0, words)).toBe(1);
    expect(nextItem('R', 1, words)).toBe(2);
    expect(nextItem('r', 2, words)).toBe(1);
    expect(nextItem('x', 0, words)).toBeNull();
  });

  it('leaves other keys alone', () => {
    expect(nextItem('Enter', 0, words)).toBeNull();
    expect(nextItem(' ', 0, words)).toBeNull();
    expect(nextItem('ArrowDown', 0, [])).toBeNull();
  });
});

describe('place', () => {
  const window = { width: 400, height: 300 };
  const size = { width: 100, height: 80 };

  it('goes below, aligned as asked', () => {
    const anchor = { left: 150, top: 100, width: 40, height: 20 };
    expect(place(size, anchor, window, 'start')).toEqual({ left: 150, top: 126 });
    expect(place(size, anchor, window, 'centre')).toEqual({ left: 120, top: 126 });
    expect(place(size, anchor, window, 'end')).toEqual({ left: 90, top: 126 });
  });

  it('goes above where there is no room below', () => {
    const anchor = { left: 150, top: 250, width: 40, height: 20 };
    expect(place(size, anchor, window, 'start').top).toBe(164);
  });

  it('stays within the window', () => {
    const corner = { left: 380, top: 4, width: 20, height: 20 };
    expect(place(size, corner, window, 'start').left).toBe(292);
    const tall = place({ width: 100, height: 280 }, corner, window, 'start');
    expect(tall.top).toBeGreaterThanOrEqual(8);
    expect(tall.top + 280).toBeLessThanOrEqual(300 - 8);
  });
});
