import { describe, expect, it } from 'vitest';
import { firstPacketTimeMs } from './packet-time.ts';

describe('how much sound the first packets carry', () => {
  it('is 10 ms on a path that was measured to bear a megabit', () => {
    expect(firstPacketTimeMs({ capacityBps: 1_000_000, startBitrateKbps: 500 })).toBe(10);
    expect(firstPacketTimeMs({ capacityBps: 998_000, startBitrateKbps: 499 })).toBe(20);
  });

  it('is 20 ms where nothing was measured, or earlier calls fared worse', () => {
    expect(firstPacketTimeMs({ capacityBps: null, startBitrateKbps: 1_000 })).toBe(20);
    expect(firstPacketTimeMs({ capacityBps: 8_000_000, startBitrateKbps: 250 })).toBe(20);
  });
});
