import { expect, test } from 'vitest';
import { type Bounds, minimumSize, placeAtTop, placeWindow } from './placement.ts';

const screen: Bounds = { x: 0, y: 0, width: 1920, height: 1040 };
const second: Bounds = { x: 1920, y: 0, width: 1280, height: 984 };
const at = (x: number, y: number, width = 900, height = 700) => ({
  bounds: { x, y, width, height },
  maximized: false,
});

test('the first window is in the middle of the first screen', () => {
  const { x, y, width, height } = placeWindow(null, [screen]);
  expect(x * 2 + width).toBe(1920);
  expect(y * 2 + height).toBe(1040);
});

test('a window returns to where it was, also on the second screen', () => {
  expect(placeWindow(at(50, 60), [screen, second])).toEqual(at(50, 60).bounds);
  expect(placeWindow(at(2000, 100), [screen, second])).toEqual(at(2000, 100).bounds);
});

test.each([
  ['its screen is gone', at(2000, 100)],
  ['only a sliver would show', at(1900, 100)],
  ['its title bar is above the screen', at(100, -200)],
  ['its title bar is below the screen', at(100, 1030)],
])('a window comes to the middle where %s', (_why, saved) => {
  const placed = placeWindow(saved, [screen]);
  expect(placed).toMatchObject({ width: 900, height: 700, x: 510, y: 170 });
});

test('a window is never larger than its screen nor smaller than can be used', () => {
  expect(placeWindow(at(0, 0, 5000, 5000), [screen])).toMatchObject({ width: 1920, height: 1040 });
  expect(placeWindow(at(0, 0, 10, 10), [screen])).toMatchObject(minimumSize);
  const tiny: Bounds = { x: 0, y: 0, width: 320, height: 240 };
  expect(placeWindow(null, [tiny])).toEqual(tiny);
});

test('without any screen there is still a place', () => {
  expect(placeWindow(at(5, 5), [])).toMatchObject({ x: 0, y: 0 });
});

test('the top is that of the work area, in its middle', () => {
  expect(placeAtTop({ width: 380, height: 220 }, second, 16)).toEqual({
    width: 380,
    height: 220,
    x: 1920 + (1280 - 380) / 2,
    y: second.y + 16,
  });
});
