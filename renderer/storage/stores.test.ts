import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { FakeDatabase } from '../../testing/database.ts';
import { FakeHttp, FakeSignaling } from '../../testing/fakes.ts';
import { aDeviceId, anAccount, aToken } from '../../testing/people.ts';
import { settled } from '../../testing/settled.ts';
import { createAccountModel } from '../account/account.ts';
import { AccountCache } from '../account/account-cache.ts';
import { createKeyPair } from '../identity/ed25519.ts';
import { silentLogger } from '../log.ts';
import { WebSessionStore } from '../platform/web/session-store.ts';
import { answerWithinMs, createIdentityStore } from './identity.ts';
import { LocalStore, type TextStorage } from './local.ts';

const serverUrl = 'https://tatap.test';
const newDeviceId = '00000000-0000-4000-8000-00000000aaa1';
const otherDeviceId = '00000000-0000-4000-8000-00000000bbb1';
const session = { serverUrl, accountId: 'sari', token: aToken, deviceId: aDeviceId };
const sessionText = JSON.stringify(session);

/** IndexedDB holds the key of this device. It may be older or newer than the session. */
const databases = [
  'kept',
  'kept and full',
  'kept, of another device',
  'empty',
  'damaged',
  'empty and full',
  'forbidden',
  'does not open',
  'never opens',
  'blocked',
  'stuck',
] as const;
type DatabaseState = (typeof databases)[number];

const isKept = (state: DatabaseState) => state.startsWith('kept');

/** Which device this is after a start. */
function deviceIn(state: DatabaseState): string {
  if (state === 'kept, of another device') return otherDeviceId;
  return isKept(state) ? aDeviceId : newDeviceId;
}

/** The text storage holds the session. */
const texts = [
  'signed in',
  'signed in and full',
  'empty',
  'damaged',
  'forbidden',
  'broken',
] as const;
type TextState = (typeof texts)[number];

async function databaseIn(state: DatabaseState): Promise<FakeDatabase | null> {
  if (state === 'forbidden') return null;
  const database = new FakeDatabase();
  const pair = await createKeyPair();
  if (isKept(state)) database.values.set('own', { device: deviceIn(state), pair });
  if (state === 'damaged') database.values.set('own', { device: aDeviceId, pair: 'gone' });
  if (state.endsWith('full')) database.behaviour = 'full';
  if (state === 'does not open' || state === 'never opens') database.behaviour = state;
  if (state === 'blocked' || state === 'stuck') database.behaviour = state;
  return database;
}

function textsIn(state: TextState): { storage: TextStorage | null; values: Map<string, string> } {
  const values = new Map<string, string>();
  if (state.startsWith('signed in')) values.set('tatap.session', sessionText);
  if (state === 'damaged') values.set('tatap.session', sessionText.slice(0, 40));
  const fail = () => {
    throw new DOMException('', 'SecurityError');
  };
  if (state === 'forbidden') return { storage: null, values };
  if (state === 'broken') {
    return { storage: { getItem: fail, setItem: fail, removeItem: fail }, values };
  }
  const storage: TextStorage = {
    getItem: (key) => values.get(key) ?? null,
    setItem: state === 'signed in and full' ? fail : (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  };
  return { storage, values };
}

/** Starts the app's session on a device whose stores are so. */
async function start(databaseState: DatabaseState, textState: TextState) {
  const clock = new VirtualClock();
  const database = await databaseIn(databaseState);
  const { storage, values } = textsIn(textState);
  const texts = new LocalStore({ storage, log: silentLogger, onStored: () => () => {} });
  const opening = createIdentityStore({
    database: database?.factory ?? null,
    createId: () => newDeviceId,
    clock,
    log: silentLogger,
  }).open();
  // Whatever has an answer has given it; then the time is up.
  for (let waits = 0; clock.pending === 0 && waits < 50 && database !== null; waits += 1) {
    await settled();
  }
  await settled();
  clock.advance(answerWithinMs);
  const identity = await opening;
  const http = new FakeHttp();
  const signaling = new FakeSignaling();
  const account = createAccountModel({
    http,
    signaling,
    store: new WebSessionStore(texts),
    cache: new AccountCache(texts),
    device: { id: identity.device, name: 'Chrome on Linux', platform: 'web' },
    deviceIsKept: identity.kept,
    serverUrl: signal(serverUrl),
    log: silentLogger,
    chooseServer: async () => {},
    admitServer: async () => {},
    onLeaving: () => {},
  });
  await account.start();
  return { account, http, signaling, identity, texts, values, database, clock };
}

const keepsKey = (state: DatabaseState) =>
  isKept(state) || state === 'empty' || state === 'damaged';
const hasSession = (state: TextState) => state.startsWith('signed in');

const combinations = databases.flatMap((database) =>
  texts.map((text) => [database, text] as const),
);

describe.each(combinations)('a start with the key store %s and the text store %s', (...states) => {
  const [databaseState, textState] = states;

  it('goes on, or says why the person is signed out', async () => {
    const { account, signaling, identity, http, values, database } = await start(...states);
    expect(identity.kept).toBe(keepsKey(databaseState));
    expect(identity.device).toBe(deviceIn(databaseState));
    if (isKept(databaseState)) {
      expect(database?.values.get('own')).toMatchObject({ device: identity.device });
    }
    expect(database?.open ?? 0).toBe(0);
    const { phase } = account.session.value;
    if (identity.device === session.deviceId && hasSession(textState)) {
      expect(phase).toBe('signed-in');
      expect(signaling.opened).toMatchObject([{ deviceId: aDeviceId, token: aToken }]);
      return;
    }
    const lost = keepsKey(databaseState) ? 'key-lost' : 'storage-unavailable';
    const because = hasSession(textState) ? lost : null;
    expect(account.session.value).toMatchObject({ phase: 'signed-out', because });
    expect(signaling.opened).toEqual([]);
    // A key that is gone does not come back; a store that does not answer may.
    expect(values.has('tatap.session')).toBe(
      (textState !== 'empty' && values.has('tatap.session') && because !== 'key-lost') || false,
    );
    expect(http.asked.map(({ name }) => name)).toEqual(because === 'key-lost' ? ['signOut'] : []);
  });

  it('lets the person sign in, and keeps no session whose key is not kept', async () => {
    const { account, http, signaling, identity, values } = await start(...states);
    http.will('signIn', { ok: true, token: 'b'.repeat(43), expiresAt: 1, account: anAccount() });
    const before = values.get('tatap.session');
    expect(await account.signIn({ id: 'sari', password: 'correct horse' })).toEqual({ ok: true });
    expect(signaling.opened.at(-1)).toMatchObject({
      token: 'b'.repeat(43),
      deviceId: identity.device,
    });
    const writes = textState === 'empty' || textState === 'damaged' || textState === 'signed in';
    const after = values.get('tatap.session');
    if (identity.kept && writes) expect(after).toContain(identity.device);
    else expect(after).toBe(before);
    // Another page had the profile meanwhile: the session is the same.
    account.suspend();
    await account.start();
    expect(account.session.value.phase).toBe('signed-in');
    expect(signaling.opened.at(-1)).toMatchObject({ token: 'b'.repeat(43) });
  });
});
