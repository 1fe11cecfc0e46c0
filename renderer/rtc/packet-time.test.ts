import { describe, expect, it } from 'vitest';
import { everything } from '../peers/peer-link-port.ts';
import { packetTimeMs } from './packet-time.ts';

const wide = { capacityBps: 1_000_000, startBitrateKbps: 500 };

describe('how much sound a packet carries', () => {
  it('is 10 ms on a path that was measured to bear a megabit', () => {
    expect(packetTimeMs(wide, everything)).toBe(10);
    expect(packetTimeMs({ capacityBps: 998_000, startBitrateKbps: 499 }, everything)).toBe(20);
  });

  it('is 20 ms where nothing was measured, or earlier calls fared worse', () => {
    expect(packetTimeMs({ ...wide, capacityBps: null }, everything)).toBe(20);
    expect(packetTimeMs({ ...wide, startBitrateKbps: 250 }, everything)).toBe(20);
  });

  it('is 20 ms while anything is spared', () => {
    for (const spared of [{ amount: 'less' }, { width: 'small' }, { picture: 'paused' }] as const) {
      expect(packetTimeMs(wide, { ...everything, ...spared })).toBe(20);
    }
  });
});
