import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { FakePeerConnection } from '../../testing/peer-connection.ts';
import { watchAddresses } from './addresses.ts';

function setUp() {
  const clock = new VirtualClock();
  const connection = new FakePeerConnection({});
  const heard: number[] = [];
  const stop = watchAddresses(
    { clock, createConnection: () => connection as unknown as RTCPeerConnection },
    () => heard.push(clock.now()),
  );
  return { clock, connection, heard, stop };
}

describe('addresses of this machine', () => {
  it('that are there from the beginning are no news', () => {
    const { clock, connection, heard } = setUp();
    connection.find('candidate:1');
    connection.find(null);
    clock.advance(10_000);
    expect(heard).toEqual([]);
  });

  it('that come later are told once for all that an interface brings', () => {
    const { clock, connection, heard } = setUp();
    connection.find(null);
    connection.find('candidate:udp');
    clock.advance(100);
    connection.find('candidate:tcp');
    connection.find(null);
    clock.advance(10_000);
    expect(heard).toHaveLength(1);
    connection.find('candidate:another');
    clock.advance(10_000);
    expect(heard).toHaveLength(2);
  });

  it('are not watched any more after the end, and nothing is left', () => {
    const { clock, connection, heard, stop } = setUp();
    connection.find(null);
    connection.find('candidate:udp');
    stop();
    clock.advance(10_000);
    expect(heard).toEqual([]);
    expect(clock.pending).toBe(0);
    expect(connection.connectionState).toBe('closed');
  });
});
