import { signal } from '@preact/signals-core';
import { vi } from 'vitest';
import { FakeHttp, FakeSessionStore, FakeSignaling, FakeStore } from '../../testing/fakes.ts';
import { aDeviceId, aRegistration, aToken } from '../../testing/people.ts';
import { silentLogger } from '../log.ts';
import { createAccountModel } from './account.ts';
import { AccountCache } from './account-cache.ts';

export const serverUrl = 'https://tatap.test';
export const stored = { serverUrl, accountId: 'sari', token: aToken, deviceId: aDeviceId };
export const device = { id: aDeviceId, name: 'Chrome on Linux', platform: 'web' } as const;
export const credentials = { serverUrl, token: aToken, deviceId: aDeviceId };

/** The account of an app on fakes, not started. */
export function setUp() {
  const http = new FakeHttp();
  const signaling = new FakeSignaling();
  const store = new FakeSessionStore();
  const texts = new FakeStore();
  const chosen = signal(serverUrl);
  const onLeaving = vi.fn((_id: string, _how: string) => signaling.state.value.state);
  const admitServer = vi.fn(async (_url: string) => {});
  const model = createAccountModel({
    http,
    signaling,
    store,
    cache: new AccountCache(texts),
    device,
    deviceIsKept: true,
    serverUrl: chosen,
    log: silentLogger,
    chooseServer: async (url) => {
      chosen.value = url ?? serverUrl;
    },
    admitServer,
    onLeaving,
  });
  return { admitServer, http, signaling, store, texts, model, onLeaving };
}

/** The same, started with a stored session that the server has taken. */
export async function setUpSignedIn() {
  const world = setUp();
  world.store.session = stored;
  await world.model.start();
  world.signaling.emit('registered', aRegistration());
  return world;
}
