import { describe, expect, it } from 'vitest';
import { networkName } from './network.ts';
import { cautiousBps, startBitrateKbps } from './start-bitrate.ts';

const host = 'candidate:1 1 udp 2122260223 192.168.1.2 51111 typ host generation 0';
const outside = (address: string, port: number) =>
  `candidate:2 1 udp 1686052607 ${address} ${port} typ srflx raddr 0.0.0.0 rport 0`;
const relay = 'candidate:3 1 udp 41885439 203.0.113.11 50000 typ relay raddr 0.0.0.0 rport 0';

describe('the name of a network', () => {
  it('is the same for the same outside address, whatever else there is', async () => {
    const name = await networkName([host, outside('203.0.113.7', 1)], 'salt');
    expect(await networkName([outside('203.0.113.7', 2), relay], 'salt')).toBe(name);
    expect(await networkName([host, outside('203.0.113.8', 1)], 'salt')).not.toBe(name);
  });

  it('tells no address and differs from device to device', async () => {
    const name = await networkName([outside('203.0.113.7', 1)], 'salt');
    expect(name).toMatch(/^[A-Za-z0-9+/]{16}$/);
    expect(await networkName([outside('203.0.113.7', 1)], 'other')).not.toBe(name);
  });

  it('is unknown where only a relay was found, or nonsense', async () => {
    expect(await networkName([host], 'salt')).toBe('host');
    expect(await networkName([relay, '', 'nonsense'], 'salt')).toBeNull();
    expect(await networkName([], 'salt')).toBeNull();
  });
});

describe('where the encoder begins', () => {
  it('is a middle way where nothing is known, and else under what is expected', () => {
    expect(startBitrateKbps(null)).toBe(700);
    expect(startBitrateKbps(500_000)).toBe(500);
    expect(startBitrateKbps(10_000)).toBe(200);
    expect(startBitrateKbps(50_000_000)).toBe(1_000);
    expect(startBitrateKbps(cautiousBps)).toBe(700);
  });
});
