import { describe, expect, it } from 'vitest';
import { anAccount, aToken } from '../../testing/people.ts';
import { credentials, device, serverUrl, setUp, setUpSignedIn, stored } from './account.fixture.ts';

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

  it('is allowed by the host before the request', async () => {
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
