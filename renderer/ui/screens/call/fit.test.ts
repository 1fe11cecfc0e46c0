import { expect, it } from 'vitest';
import { fitOf } from './fit.ts';

const wide = { width: 1280, height: 720 };
const upright = { width: 720, height: 1280 };

it('fills the window where little is cut off', () => {
  expect(fitOf(wide, { width: 1100, height: 760 })).toBe('cover');
  expect(fitOf({ width: 640, height: 480 }, wide)).toBe('cover');
  expect(fitOf(upright, { width: 400, height: 700 })).toBe('cover');
});

it('shows the whole picture where filling would cut faces off', () => {
  expect(fitOf(upright, wide)).toBe('contain');
  expect(fitOf(wide, { width: 400, height: 700 })).toBe('contain');
});

it('fills the window until the size is known', () => {
  expect(fitOf({ width: 0, height: 0 }, wide)).toBe('cover');
});
