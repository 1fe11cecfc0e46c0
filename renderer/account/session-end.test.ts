import type { SessionEndReason } from '@tatap/protocol/signaling';
import { describe, expect, it } from 'vitest';
import { anAccount, aToken } from '../../testing/people.ts';
import { setUpSignedIn, stored } from './account.fixture.ts';

describe('the end of a session', () => {
  it('signing out ends what runs while it can still speak, then forgets everything', async () => {
    const { http, model, onLeaving, signaling, store, texts } = await setUpSignedIn();
    const leaving = model.signOut();
    // The request goes out before any step that could make the host refuse the server.
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
