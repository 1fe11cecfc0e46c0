import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import { expect, test } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { ConnectionLimits } from './connection-limits.ts';

function watch(perAddress: number) {
  const server = new EventEmitter() as Server;
  const told: unknown[] = [];
  const clock = new VirtualClock();
  const limits = new ConnectionLimits({
    origins: {
      networkOf: (address) => address,
      isProxy: (address) => address === '10.0.0.1',
    },
    clock,
    perAddress,
    refused: (...what) => told.push(what),
  });
  limits.follow(server);
  let remotePort = 1;
  const connect = (remoteAddress: string) => {
    const socket = Object.assign(new EventEmitter(), {
      remoteAddress,
      remotePort: remotePort++,
      destroyed: false,
      destroy() {
        this.destroyed = true;
      },
    });
    server.emit('connection', socket);
    return socket;
  };
  return { connect, limits, server, told };
}

test('an address with too many open connections gets no further one until one is closed', () => {
  const { connect } = watch(2);
  const [first] = [connect('192.0.2.1'), connect('192.0.2.1')];
  expect(connect('192.0.2.1').destroyed).toBe(true);
  expect(connect('192.0.2.2').destroyed).toBe(false);
  first?.emit('close');
  expect(connect('192.0.2.1').destroyed).toBe(false);
  expect(connect('192.0.2.1').destroyed).toBe(true);
});

test('signed-in devices do not count, because a whole office can share one address', () => {
  const { connect, limits } = watch(1);
  for (let n = 0; n < 10; n += 1) {
    const device = connect('192.0.2.1');
    expect(device.destroyed).toBe(false);
    limits.signedIn(device);
  }
  const stranger = connect('192.0.2.1');
  expect(stranger.destroyed).toBe(false);
  // Closing a connection that does not count frees no place.
  limits.signedIn(stranger);
  stranger.emit('close');
  expect(connect('192.0.2.1').destroyed).toBe(false);
  expect(connect('192.0.2.1').destroyed).toBe(true);
});

test('a trusted proxy has no limit', () => {
  const { connect } = watch(1);
  for (let n = 0; n < 10; n += 1) expect(connect('10.0.0.1').destroyed).toBe(false);
});

test('refusals are logged once, not for each connection', () => {
  const { connect, server, told } = watch(1);
  for (let n = 0; n < 10; n += 1) connect('192.0.2.1');
  expect(told).toEqual([['address', 1]]);
  server.emit('drop');
  server.emit('drop');
  expect(told).toEqual([
    ['address', 1],
    ['descriptors', 1],
  ]);
});
