import { recoveryCodeOf, recoveryCodeSymbols } from '@tatap/protocol/text';
import { describe, expect, it } from 'vitest';
import { fakeServerUrl } from '../../../../testing/account-model.ts';
import { createFakeApp } from '../../../../testing/app-model.ts';
import { type AccountMode, createAccountStep } from './account-step.ts';

function setUp(mode: AccountMode = 'create') {
  const app = createFakeApp();
  app.session.value = { phase: 'signed-out', serverUrl: fakeServerUrl, because: null };
  const step = createAccountStep(app.model.account, mode);
  step.form.set('displayName', ' Sari Wulandari ');
  step.form.set('id', ' Sari');
  step.form.set('password', 'lima kata yang panjang');
  const last = () => app.recorded.at(-1);
  return { app, step, last };
}

describe('creating an account', () => {
  it('sends what was meant, without stray spaces and capitals', async () => {
    const { step, last } = setUp();
    expect(await step.submit()).toBeNull();
    expect(last()).toEqual({
      action: 'account.createAccount',
      arguments: [
        { id: 'sari', displayName: 'Sari Wulandari', password: 'lima kata yang panjang' },
      ],
    });
  });

  it('takes the ID from the name, until one is typed', () => {
    const { app } = setUp();
    const { form, type } = createAccountStep(app.model.account, 'create');
    type('displayName', 'Sari');
    type('displayName', 'Sari Wulan');
    expect(form.values.value.id).toBe('sari.wulan');
    type('id', 'wulan');
    type('displayName', 'Sari Wulandari');
    expect(form.values.value.id).toBe('wulan');
  });

  it('keeps a typed ID when the name suggests the same one', () => {
    const { app } = setUp();
    const { form, type } = createAccountStep(app.model.account, 'create');
    type('id', 'sari');
    for (const text of ['S', 'Sa', 'Sar', 'Sari', 'Sari ', 'Sari W']) type('displayName', text);
    expect(form.values.value.id).toBe('sari');
  });

  it('suggests again where the ID was emptied', () => {
    const { app } = setUp();
    const { form, type } = createAccountStep(app.model.account, 'create');
    type('displayName', 'Sari');
    type('id', '');
    expect(form.values.value.id).toBe('');
    type('displayName', '');
    type('displayName', 'Sari W');
    expect(form.values.value.id).toBe('sari.w');
  });

  it('asks for the code where the server takes accounts by invitation', async () => {
    const { app, step, last } = setUp();
    app.server.value = { version: '0.1.0', registration: 'invitation' };
    await step.choice.look();
    expect(step.fields.value).toContain('invitation');
    expect(await step.submit()).toBe('invitation');
    step.form.set('invitation', ' KODE-1 ');
    await step.submit();
    expect(last()?.arguments[0]).toMatchObject({ invitation: 'KODE-1' });
  });

  it('asks for the code when the server turns out to want one', async () => {
    const { app, step } = setUp();
    app.fail('account.createAccount', { ok: false, code: 'invitation-required' });
    await step.submit();
    expect(step.fields.value).toContain('invitation');
    expect(step.refused.value).toMatchObject({ field: 'invitation' });
  });

  it('says at the ID that it is taken, until another is typed', async () => {
    const { app, step } = setUp();
    app.fail('account.createAccount', { ok: false, code: 'id-taken' });
    await step.submit();
    expect(step.refused.value).toMatchObject({ field: 'id', failure: { code: 'id-taken' } });
    step.form.set('id', 'sari2');
    expect(step.refused.value).toBeNull();
  });

  it('says other failures above the form', async () => {
    const { app, step } = setUp();
    app.fail('account.createAccount', { ok: false, code: 'timeout' });
    await step.submit();
    expect(step.refused.value).toMatchObject({ field: null });
  });
});

describe('signing in', () => {
  it('needs ID and password only, and leaves judging the password to the server', async () => {
    const { step, last } = setUp('sign-in');
    expect(step.fields.value).toEqual(['id', 'password']);
    step.form.set('password', 'lama');
    await step.submit();
    expect(last()).toEqual({
      action: 'account.signIn',
      arguments: [{ id: 'sari', password: 'lama' }],
    });
  });

  it('calls a password that is too short to be one wrong', async () => {
    const { app, step } = setUp('sign-in');
    app.fail('account.signIn', { ok: false, code: 'malformed' });
    await step.submit();
    expect(step.refused.value?.failure.code).toBe('wrong-credentials');
  });

  it('is all there is where the server takes no accounts', async () => {
    const { app, step } = setUp();
    app.server.value = { version: '0.1.0', registration: 'closed' };
    await step.choice.look();
    expect(step.mode.value).toBe('sign-in');
  });

  it('keeps what was typed when the mode changes, and forgets the complaints', async () => {
    const { app, step } = setUp();
    app.fail('account.createAccount', { ok: false, code: 'id-taken' });
    await step.submit();
    step.setMode('sign-in');
    expect(step.refused.value).toBeNull();
    expect(step.form.values.value.id).toBe(' Sari');
  });
});

describe('recovering', () => {
  const code = recoveryCodeOf(new Uint8Array(recoveryCodeSymbols).fill(7));

  it('sends ID, code and new password, with the ID typed on the sign-in form', async () => {
    const { step, last } = setUp('sign-in');
    step.setMode('recover');
    expect(step.fields.value).toEqual(['id', 'recoveryCode', 'newPassword']);
    step.form.set('recoveryCode', code);
    step.form.set('newPassword', 'kata sandi yang baru');
    expect(await step.submit()).toBeNull();
    expect(last()).toEqual({
      action: 'account.recover',
      arguments: [{ id: 'sari', recoveryCode: code, password: 'kata sandi yang baru' }],
    });
  });

  it('finds a typing error in the code before it is sent', async () => {
    const { app, step } = setUp('recover');
    step.form.set('recoveryCode', code.replace('7', '8'));
    step.form.set('newPassword', 'kata sandi yang baru');
    expect(await step.submit()).toBe('recoveryCode');
    expect(step.form.problems.value.recoveryCode?.key).toBe('invalid.recoveryCode');
    expect(app.recorded.map(({ action }) => action)).not.toContain('account.recover');
  });

  it('shows the error of a wrong code at its field', async () => {
    const { app, step } = setUp('recover');
    step.form.set('recoveryCode', code);
    step.form.set('newPassword', 'kata sandi yang baru');
    app.fail('account.recover', { ok: false, code: 'wrong-recovery-code' });
    await step.submit();
    expect(step.refused.value).toMatchObject({ field: 'recoveryCode' });
  });

  it('is possible on a server without registration', async () => {
    const { app, step } = setUp('sign-in');
    app.server.value = { version: '0.1.0', registration: 'closed' };
    await step.choice.look();
    step.setMode('recover');
    expect(step.mode.value).toBe('recover');
  });
});

describe('a link with an invitation', () => {
  it('brings its code into the form', () => {
    const app = createFakeApp();
    const { form } = createAccountStep(app.model.account, 'create', 'ABCD');
    expect(form.values.value.invitation).toBe('ABCD');
  });
});
