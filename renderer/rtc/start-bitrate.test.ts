import { describe, expect, it } from 'vitest';
import { measuredStartKbps, startBitrateKbps } from './start-bitrate.ts';

describe('where the encoder begins', () => {
  it('is 700 where nothing is known, and what calls could send where it is, up to 1000', () => {
    expect([null, 50_000, 450_000, 8_000_000].map(startBitrateKbps)).toEqual([
      700, 200, 450, 1_000,
    ]);
  });

  it('is half of a path that was measured', () => {
    const begins = [100_000, 670_000, 1_700_000, 60_000_000].map((bps) =>
      measuredStartKbps(bps, null),
    );
    expect(begins).toEqual([200, 335, 850, 2_500]);
  });

  it('is less where calls over this network came out lower, and never more', () => {
    expect(measuredStartKbps(5_000_000, 450_000)).toBe(450);
    expect(measuredStartKbps(1_000_000, 8_000_000)).toBe(500);
  });
});
