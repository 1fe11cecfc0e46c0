import { signal } from '@preact/signals-core';
import type { SessionEndReason } from '@tatap/protocol/signaling';
import { describe, expect, it, vi } from 'vitest';
import { FakeHttp, FakeSessionStore, FakeSignaling, FakeStore } from '../../testing/fakes.ts';
import { aDeviceId, anAccount, aRegistration, aToken } from '../../testing/people.ts';
import { silentLogger } from '../log.ts';
import { createAccountModel } from './account.ts';
import { AccountCache } from './account-cache.ts';

const serverUrl = 'https://tatap.test';
const stored = { serverUrl, accountId: 'sari', token: aToken, deviceId: aDeviceId };
const device = { id: aDeviceId, name: 'Chrome on Linux', platform: 'web' } as const;
const credentials = { serverUrl, token: aToken, deviceId: aDeviceId };

function setUp() {
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

async function setUpSignedIn() {
  const world = setUp();
  world.store.session = stored;
  await world.model.start();
  world.signaling.emit('registered', aRegistration());
  return world;
}

describe('starting', () => {
  it('is starting until the stored session has been read', async () => {
    const { model } = setUp();
    expect(model.session.value).toEqual({ phase: 'starting' });
    await model.start();
    expect(model.session.value).toEqual({ phase: 'signed-out', serverUrl, because: null });
  });

  it('connects with the stored session, and shows the account before the server speaks', async () => {
    const { model, signaling, store } = setUp();
    store.session = stored;
    await model.start();
    expect(signaling.opened).toEqual([credentials]);
    expect(model.session.value).toMatchObject({
      phase: 'signed-in',
      account: { id: 'sari', displayName: 'sari' },
      connection: { state: 'connecting' },
    });
  });

  it('remembers the name from the last time', async () => {
    const first = await setUpSignedIn();
    const second = setUp();
    second.store.session = stored;
    for (const [key, text] of first.texts.values) second.texts.write(key, text);
    await second.model.start();
    expect(second.model.session.value).toMatchObject({ account: { displayName: 'Sari' } });
  });

  it('does not believe a remembered account that is damaged or somebody else', async () => {
    for (const text of ['{"id":', '{"id":"sari"}', JSON.stringify(anAccount({ id: 'budi' }))]) {
      const { model, store, texts } = setUp();
      texts.write('account', text);
      store.session = stored;
      await model.start();
      expect(model.session.value).toMatchObject({ account: { id: 'sari', displayName: 'sari' } });
    }
  });

  it('says that the last session could not be kept', async () => {
    const { model, store } = setUp();
    store.because = 'not-persisted';
    await model.start();
    expect(model.session.value).toMatchObject({ because: 'not-persisted' });
  });
});

describe('signing in', () => {
  it('keeps the session and connects', async () => {
    const { http, model, signaling, store } = setUp();
    await model.start();
    http.will('signIn', { ok: true, token: aToken, expiresAt: 1, account: anAccount() });
    expect(await model.signIn({ id: ' Sari ', password: 'correct horse' })).toEqual({ ok: true });
    expect(http.asked[0]?.body).toEqual({ id: 'sari', password: 'correct horse', device });
    expect(store.session).toEqual(stored);
    expect(signaling.opened).toEqual([credentials]);
    expect(model.session.value).toMatchObject({ phase: 'signed-in', account: anAccount() });
    expect(model.invitationLink.value).toBe('https://tatap.test/add/sari');
  });

  it('stays signed out and says why when it is refused', async () => {
    const { http, model, signaling } = setUp();
    await model.start();
    http.will('createAccount', { ok: false, code: 'id-taken' });
    const form = { id: 'sari', displayName: 'Sari', password: 'correct horse' };
    expect(await model.createAccount(form)).toEqual({ ok: false, code: 'id-taken' });
    expect(model.session.value.phase).toBe('signed-out');
    expect(signaling.opened).toEqual([]);
  });
});

describe('a recovery code', () => {
  const recoveryCode = 'AAAA-BBBB';
  const opened = { ok: true, token: aToken, expiresAt: 1, account: anAccount() } as const;
  const form = { id: 'sari', displayName: 'Sari', password: 'correct horse' };

  it('that comes with a new account is shown until the person has it', async () => {
    const { http, model } = setUp();
    await model.start();
    http.will('createAccount', { ...opened, recoveryCode });
    await model.createAccount(form);
    expect(model.freshCode.value).toEqual({ code: recoveryCode, because: 'created' });
    model.dismissFreshCode();
    expect(model.freshCode.value).toBeNull();
  });

  it('is not awaited from a server that makes none', async () => {
    const { http, model } = setUp();
    await model.start();
    http.will('createAccount', opened);
    expect(await model.createAccount(form)).toEqual({ ok: true });
    expect(model.freshCode.value).toBeNull();
  });

  it('sets a new password, signs in, and is followed by the next one', async () => {
    const { http, model, store } = setUp();
    await model.start();
    http.will('recoverAccount', { ...opened, recoveryCode });
    const given = { id: ' Sari ', recoveryCode: 'ZZZZ', password: 'another horse' };
    expect(await model.recover(given)).toEqual({ ok: true });
    expect(http.asked.at(-1)).toMatchObject({ name: 'recoverAccount' });
    expect(http.asked.at(-1)?.body).toEqual({ ...given, id: 'sari', device });
    expect(store.session).toEqual(stored);
    expect(model.session.value.phase).toBe('signed-in');
    expect(model.freshCode.value).toEqual({ code: recoveryCode, because: 'recovered' });
  });

  it('that is wrong leaves everything as it is', async () => {
    const { http, model } = setUp();
    await model.start();
    http.will('recoverAccount', { ok: false, code: 'wrong-recovery-code' });
    const given = { id: 'sari', recoveryCode: 'ZZZZ', password: 'another horse' };
    expect(await model.recover(given)).toEqual({ ok: false, code: 'wrong-recovery-code' });
    expect(model.session.value.phase).toBe('signed-out');
    expect(model.freshCode.value).toBeNull();
  });

  it('is not shown to whoever signs in next', async () => {
    const { http, model } = setUp();
    await model.start();
    http.will('createAccount', { ...opened, recoveryCode });
    http.will('signOut', { ok: true });
    await model.createAccount(form);
    await model.signOut();
    expect(model.freshCode.value).toBeNull();
  });
});

describe('the end of a session', () => {
  it('signing out ends what runs while it can still speak, then forgets everything', async () => {
    const { http, model, onLeaving, signaling, store, texts } = await setUpSignedIn();
    const leaving = model.signOut();
    // Before the host is told of anything that could keep it from the server.
    expect(http.asked).toHaveLength(1);
    await leaving;
    expect(onLeaving).toHaveBeenCalledExactlyOnceWith('sari', 'signed-out');
    expect(onLeaving).toHaveReturnedWith('online');
    expect(signaling.state.value).toEqual({ state: 'closed' });
    expect(store.session).toBeNull();
    expect(texts.values.size).toBe(0);
    expect(http.asked).toMatchObject([{ name: 'signOut', target: { token: aToken } }]);
    expect(model.session.value).toMatchObject({ phase: 'signed-out', because: null });
  });

  it.each(['revoked', 'expired', 'deleted'] satisfies SessionEndReason[])(
    'signs out when the server says %s',
    async (reason) => {
      const { model, signaling, store } = await setUpSignedIn();
      signaling.state.value = { state: 'ended', reason };
      expect(model.session.value).toMatchObject({ phase: 'signed-out', because: reason });
      expect(store.session).toBeNull();
      expect(signaling.state.value).toEqual({ state: 'closed' });
    },
  );

  it('replaced stays signed in and can be taken back', async () => {
    const { model, signaling, store } = await setUpSignedIn();
    signaling.state.value = { state: 'ended', reason: 'replaced' };
    expect(model.session.value).toMatchObject({
      phase: 'signed-in',
      connection: { state: 'replaced' },
    });
    expect(store.session).toEqual(stored);
    model.takeBack();
    expect(signaling.takenBack).toBe(1);
  });

  it('suspended disconnects and keeps the session, which is read again at the next start', async () => {
    const { model, signaling, store } = await setUpSignedIn();
    model.suspend();
    expect(model.session.value).toEqual({ phase: 'starting' });
    expect(signaling.state.value).toEqual({ state: 'closed' });
    // A goodbye would end what rings on this device.
    expect(signaling.left).toBe(1);
    expect(store.session).toEqual(stored);
    store.session = { ...stored, token: 'of-another-page' };
    await model.start();
    expect(signaling.opened.at(-1)).toMatchObject({ token: 'of-another-page' });
  });

  it('suspended opens no session whose answer is still on its way', async () => {
    const { http, model, signaling, store } = await setUpSignedIn();
    await model.signOut();
    http.will('signIn', { ok: true, token: aToken, expiresAt: 1, account: anAccount() });
    const opened = signaling.opened.length;
    const signingIn = model.signIn({ id: 'sari', password: 'correct horse' });
    model.suspend();
    await signingIn;
    expect(signaling.opened).toHaveLength(opened);
    expect(store.session).not.toBeNull();
  });

  it('a token that the server no longer knows ends the session', async () => {
    const { http, model } = await setUpSignedIn();
    http.will('listSessions', { ok: false, code: 'unauthenticated' });
    expect(await model.sessions()).toMatchObject({ ok: false });
    expect(model.session.value).toMatchObject({ phase: 'signed-out', because: 'expired' });
  });

  it('deleting the account needs the right password', async () => {
    const { http, model, onLeaving } = await setUpSignedIn();
    http.will('deleteAccount', { ok: false, code: 'wrong-credentials' });
    await model.deleteAccount('wrong');
    expect(model.session.value.phase).toBe('signed-in');
    http.will('deleteAccount', { ok: true });
    await model.deleteAccount('right');
    expect(onLeaving).toHaveBeenCalledExactlyOnceWith('sari', 'deleted');
    expect(model.session.value).toMatchObject({ phase: 'signed-out', because: null });
  });

  it('another server signs out first, and is the one used from then on', async () => {
    const { http, model } = await setUpSignedIn();
    await model.setServer('https://other.test');
    expect(model.session.value).toMatchObject({
      phase: 'signed-out',
      serverUrl: 'https://other.test',
    });
    await model.signIn({ id: 'sari', password: 'correct horse' });
    expect(http.asked.at(-1)).toMatchObject({
      name: 'signIn',
      target: { serverUrl: 'https://other.test' },
    });
  });
});

describe('while signed in', () => {
  it('follows what the server says of the account and of the connection', async () => {
    const { model, signaling } = await setUpSignedIn();
    expect(model.session.value).toMatchObject({ connection: { state: 'online' } });
    signaling.emit('account.changed', { account: anAccount({ displayName: 'Sari W.' }) });
    signaling.state.value = { state: 'offline', cause: 'unreachable', retryAt: 5 };
    expect(model.session.value).toMatchObject({
      account: { displayName: 'Sari W.' },
      connection: { state: 'offline', retryAt: 5 },
    });
  });

  it('ignores word of another account', async () => {
    const { model, signaling } = await setUpSignedIn();
    signaling.emit('account.changed', { account: anAccount({ id: 'budi' }) });
    expect(model.session.value).toMatchObject({ account: { id: 'sari' } });
  });

  it('shows the presence that the server took', async () => {
    const { model, signaling } = await setUpSignedIn();
    await model.setPresence('dnd');
    expect(model.session.value).toMatchObject({ account: { presence: 'dnd' } });
    signaling.will('presence.set', { ok: false, code: 'unreachable' });
    await model.setPresence('away');
    expect(model.session.value).toMatchObject({ account: { presence: 'dnd' } });
  });

  it('revokes another device by its id', async () => {
    const { http, model } = await setUpSignedIn();
    http.will('revokeSession', { ok: true });
    expect(await model.revoke('other')).toEqual({ ok: true });
    expect(http.asked[0]).toMatchObject({ target: { device: 'other', token: aToken } });
  });

  it('exports what the server holds as readable JSON', async () => {
    const { http, model } = await setUpSignedIn();
    http.will('exportAccount', { ok: true, exportedAt: 1, account: anAccount() });
    const answer = await model.exportData();
    expect(answer.ok && JSON.parse(answer.json)).toEqual({ exportedAt: 1, account: anAccount() });
  });

  it('listens no longer once disposed', async () => {
    const { model, signaling } = await setUpSignedIn();
    model.dispose();
    expect(signaling.listeners).toBe(0);
  });
});

describe('probing a server', () => {
  const info = { product: 'tatap', version: '0.1.0', registration: 'invitation' };

  it('tells what it is', async () => {
    const { http, model } = setUp();
    http.will('serverInfo', { ok: true, ...info, protocolVersions: [1, 2] });
    expect(await model.probe(serverUrl)).toEqual({
      ok: true,
      info: { version: '0.1.0', registration: 'invitation' },
    });
  });

  it('is let through by the host before it is asked', async () => {
    const { admitServer, http, model } = setUp();
    admitServer.mockImplementation(async () => void expect(http.asked).toEqual([]));
    await model.probe('https://other.test');
    expect(admitServer).toHaveBeenCalledExactlyOnceWith('https://other.test');
    expect(http.asked).toMatchObject([{ target: { serverUrl: 'https://other.test' } }]);
  });

  it('tells that it is too new for this app', async () => {
    const { http, model } = setUp();
    http.will('serverInfo', { ok: true, ...info, protocolVersions: [7] });
    expect(await model.probe(serverUrl)).toMatchObject({
      code: 'unsupported-version',
      versions: [7],
    });
  });
});
