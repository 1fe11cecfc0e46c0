import { expect, test } from 'vitest';
import { TokenBucket, TokenBuckets } from './token-bucket.ts';

const rate = { perSecond: 2, burst: 3 };

test('gives a burst, says how long to wait, and refills', () => {
  const bucket = new TokenBucket(rate, 0);
  expect([bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([0, 0, 0]);
  expect(bucket.take(0)).toBe(500);
  expect(bucket.take(400)).toBe(100);
  expect(bucket.take(500)).toBe(0);
  expect(bucket.take(500)).toBe(500);
});

test('never holds more than its burst, and a clock that steps back takes nothing', () => {
  const bucket = new TokenBucket(rate, 1_000);
  expect([1, 2, 3].map(() => bucket.take(1_000_000))).toEqual([0, 0, 0]);
  expect(bucket.take(1_000_000)).toBe(500);
  expect(bucket.take(0)).toBe(500);
});

test('buckets of different keys are apart, and full ones are forgotten', () => {
  const buckets = new TokenBuckets({ perSecond: 1, burst: 1 });
  expect(buckets.take('ana', 0)).toBe(0);
  expect(buckets.take('ana', 0)).toBe(1_000);
  expect(buckets.take('budi', 0)).toBe(0);
  const bucket = buckets.of('ana', 0);
  buckets.sweep(500);
  expect(buckets.of('ana', 500)).toBe(bucket);
  buckets.sweep(1_500);
  expect(buckets.of('ana', 1_500)).not.toBe(bucket);
});
