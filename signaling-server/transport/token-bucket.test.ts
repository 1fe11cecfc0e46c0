import { expect, test } from 'vitest';
import { TokenBucket, TokenBuckets } from './token-bucket.ts';

const rate = { perSecond: 2, burst: 3 };

test('gives a burst, returns how long to wait, and refills', () => {
  const bucket = new TokenBucket(rate, 0);
  expect([bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([0, 0, 0]);
  expect(bucket.take(0)).toBe(500);
  expect(bucket.take(400)).toBe(100);
  expect(bucket.take(500)).toBe(0);
  expect(bucket.take(500)).toBe(500);
});

test('gives all requested tokens or none', () => {
  const bucket = new TokenBucket(rate, 0);
  expect(bucket.take(0, 2)).toBe(0);
  for (let n = 0; n < 10; n += 1) expect(bucket.take(0, 3)).toBe(1_000);
  expect(bucket.take(1_000, 3)).toBe(0);
});

test('tokens that were overspent must be waited for', () => {
  const bucket = new TokenBucket(rate, 0);
  bucket.spend(5);
  expect(bucket.waitMs(0)).toBe(1_500);
  expect(bucket.waitMs(1_500)).toBe(0);
});

test('never holds more than its burst, and loses nothing when the clock steps back', () => {
  const bucket = new TokenBucket(rate, 1_000);
  expect([1, 2, 3].map(() => bucket.take(1_000_000))).toEqual([0, 0, 0]);
  expect(bucket.take(1_000_000)).toBe(500);
  expect(bucket.take(0)).toBe(500);
});

test('keys have separate buckets, and full buckets are forgotten', () => {
  const buckets = new TokenBuckets({ perSecond: 1, burst: 1 });
  expect(buckets.of('ana', 0).take(0)).toBe(0);
  expect(buckets.of('ana', 0).take(0)).toBe(1_000);
  expect(buckets.of('budi', 0).take(0)).toBe(0);
  expect(buckets.size).toBe(2);
  buckets.of('citra', 11_000);
  expect(buckets.size).toBe(1);
});
