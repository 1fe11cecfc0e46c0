import { describe, expect, it } from 'vitest';
import { anAccount, aToken } from '../../testing/people.ts';
import { device, setUp, setUpSignedIn, stored } from './account.fixture.ts';

describe('a recovery code', () => {
  const recoveryCode = 'AAAA-BBBB';
  const opened = { ok: true, token: aToken, expiresAt: 1, account: anAccount() } as const;
  const form = { id: 'sari', displayName: 'Sari', password: 'correct horse' };

  it('of a new account is shown until the person dismisses it', async () => {
    const { http, model } = setUp();
    await model.start();
    http.will('createAccount', { ...opened, recoveryCode });
    await model.createAccount(form);
    expect(model.freshCode.value).toEqual({ code: recoveryCode, because: 'created' });
    model.dismissFreshCode();
    expect(model.freshCode.value).toBeNull();
  });

  it('is not expected from a server without recovery codes', async () => {
    const { http, model } = setUp();
    await model.start();
    http.will('createAccount', opened);
    expect(await model.createAccount(form)).toEqual({ ok: true });
    expect(model.freshCode.value).toBeNull();
  });

  it('sets a new password, signs in and is replaced by a new code', async () => {
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

  it('changes nothing when it is wrong', async () => {
    const { http, model } = setUp();
    await model.start();
    http.will('recoverAccount', { ok: false, code: 'wrong-recovery-code' });
    const given = { id: 'sari', recoveryCode: 'ZZZZ', password: 'another horse' };
    expect(await model.recover(given)).toEqual({ ok: false, code: 'wrong-recovery-code' });
    expect(model.session.value.phase).toBe('signed-out');
    expect(model.freshCode.value).toBeNull();
  });

  it('that replaces another is kept until the person dismisses it', async () => {
    const { http, model } = await setUpSignedIn();
    http.will('newRecoveryCode', { ok: true, recoveryCode });
    expect(await model.newRecoveryCode('correct horse')).toEqual({ ok: true });
    expect(model.freshCode.value).toEqual({ code: recoveryCode, because: 'renewed' });
    model.dismissFreshCode();
    expect(model.freshCode.value).toBeNull();
  });

  it('that comes with a changed password is kept as well', async () => {
    const { http, model } = await setUpSignedIn();
    const change = { current: 'correct horse', next: 'battery staple' };
    // An older server has none.
    http.will('changePassword', { ok: true });
    expect(await model.changePassword(change)).toEqual({ ok: true });
    expect(model.freshCode.value).toBeNull();
    http.will('changePassword', { ok: true, recoveryCode });
    expect(await model.changePassword(change)).toEqual({ ok: true });
    expect(model.freshCode.value).toEqual({ code: recoveryCode, because: 'renewed' });
  });

  it('is not kept for an account that has signed out meanwhile', async () => {
    const { http, model } = await setUpSignedIn();
    http.will('signOut', { ok: true });
    http.will('newRecoveryCode', { ok: true, recoveryCode });
    const asked = model.newRecoveryCode('correct horse');
    await model.signOut();
    await asked;
    expect(model.freshCode.value).toBeNull();
  });

  it('is not shown after the next sign-in', async () => {
    const { http, model } = setUp();
    await model.start();
    http.will('createAccount', { ...opened, recoveryCode });
    http.will('signOut', { ok: true });
    await model.createAccount(form);
    await model.signOut();
    expect(model.freshCode.value).toBeNull();
  });
});
