import { describe, expect, it } from 'vitest';
import { type Corner, cornerAfterKey, nearestCorner } from './corner.ts';

const stage = { width: 1000, height: 600 };

describe('the own picture', () => {
  it('snaps to the corner nearest to where it is let go', () => {
    expect(nearestCorner({ x: 10, y: 10 }, stage)).toEqual({ x: 'left', y: 'top' });
    expect(nearestCorner({ x: 900, y: 10 }, stage)).toEqual({ x: 'right', y: 'top' });
    expect(nearestCorner({ x: 499, y: 301 }, stage)).toEqual({ x: 'left', y: 'bottom' });
    expect(nearestCorner({ x: 1400, y: 900 }, stage)).toEqual({ x: 'right', y: 'bottom' });
  });

  it('moves by arrow keys and stays at the edge', () => {
    const corner: Corner = { x: 'right', y: 'top' };
    expect(cornerAfterKey(corner, 'ArrowLeft')).toEqual({ x: 'left', y: 'top' });
    expect(cornerAfterKey(corner, 'ArrowDown')).toEqual({ x: 'right', y: 'bottom' });
    expect(cornerAfterKey(corner, 'ArrowRight')).toEqual(corner);
    expect(cornerAfterKey(corner, 'a')).toBe(corner);
  });

  it('goes round all four corners by one key', () => {
    const seen = new Set<string>();
    let corner: Corner = { x: 'right', y: 'top' };
    for (let step = 0; step < 4; step++) {
      seen.add(`${corner.x} ${corner.y}`);
      corner = cornerAfterKey(corner, 'Enter');
    }
    expect(seen.size).toBe(4);
    expect(corner).toEqual({ x: 'right', y: 'top' });
  });
});
