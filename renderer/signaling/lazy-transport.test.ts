import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { settled } from '../../testing/settled.ts';
import { FakeTransport } from '../../testing/transport.ts';
import { silentLogger } from '../log.ts';
import { openWhenLoaded } from './lazy-transport.ts';
import type { OpenTransport } from './transport.ts';

const credentials = { serverUrl: 'https://tatap.example.org', token: 't', deviceId: 'd' };

function openLazily() {
  const clock = new VirtualClock();
  const opened: FakeTransport[] = [];
  const told: string[] = [];
  const loads: PromiseWithResolvers<OpenTransport>[] = [];
  const openTransport = openWhenLoaded({
    load() {
      const loading = Promise.withResolvers<OpenTransport>();
      loads.push(loading);
      return loading.promise;
    },
    clock,
    log: silentLogger,
  });
  const transport = openTransport(credentials, {
    onConnect: () => told.push('connect'),
    onDisconnect: () => told.push('disconnect'),
    onConnectError: () => told.push('connect-error'),
    onEvent: (name) => told.push(name),
  });
  return {
    clock,
    told,
    transport,
    /** The transports that were opened. */
    opened,
    loads,
    async arrive(load: number) {
      loads[load]?.resolve((_, events) => {
        const fake = new FakeTransport(events);
        opened.push(fake);
        return fake;
      });
      await settled();
    },
    async fail(load: number) {
      loads[load]?.reject(new Error('Failed to fetch dynamically imported module'));
      await settled();
    },
  };
}

describe('a transport whose code is fetched', () => {
  it('is fetched before anybody connects', () => {
    expect(openLazily().loads).toHaveLength(1);
  });

  it('connects at once where the code is there', async () => {
    const { transport, opened, arrive } = openLazily();
    await arrive(0);
    transport.connect(8_000);
    expect(opened[0]?.acts).toEqual([{ act: 'connect', withinMs: 8_000 }]);
    transport.drop();
    transport.connect(2_000);
    expect(opened).toHaveLength(1);
    expect(opened[0]?.tries).toBe(2);
  });

  it('connects when the code arrives', async () => {
    const { transport, opened, arrive, told } = openLazily();
    transport.connect(8_000);
    await arrive(0);
    expect(opened[0]?.tries).toBe(1);
    opened[0]?.emit('registered', {});
    expect(told).toEqual(['registered']);
  });

  it('fails to connect where the code cannot be fetched, and fetches it for the next try', async () => {
    const { transport, opened, arrive, fail, told } = openLazily();
    transport.connect(8_000);
    await fail(0);
    expect(told).toEqual(['connect-error']);
    transport.connect(8_000);
    await arrive(1);
    expect(told).toEqual(['connect-error']);
    expect(opened[0]?.tries).toBe(1);
  });

  it('fails to connect where the code does not come in time, and tells it once', async () => {
    const { clock, transport, opened, arrive, told } = openLazily();
    transport.connect(8_000);
    clock.advance(8_000);
    expect(told).toEqual(['connect-error']);
    await arrive(0);
    expect(told).toEqual(['connect-error']);
    expect(opened).toHaveLength(0);
    expect(clock.pending).toBe(0);
  });

  it('opens nothing once it is closed', async () => {
    const { clock, transport, opened, arrive, told } = openLazily();
    transport.connect(8_000);
    transport.close();
    await arrive(0);
    expect(opened).toHaveLength(0);
    expect(told).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});
