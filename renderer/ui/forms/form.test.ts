import { describe, expect, it } from 'vitest';
import type { Result } from '../../result.ts';
import { checkId, checkPassword } from './checks.ts';
import { asWrongPassword, createAction, createForm, failureOf } from './form.ts';

const setUp = () => createForm({ id: '', password: '' }, { id: checkId, password: checkPassword });
const succeed = async (): Promise<Result> => ({ ok: true });

describe('a form', () => {
  it('shows what typing on cannot mend at once, the rest after leaving the field', () => {
    const form = setUp();
    form.set('id', 'sa');
    expect(form.problems.value).toEqual({});
    form.set('id', 'sa ri');
    expect(form.problems.value.id?.key).toBe('invalid.idCharacters');
    form.set('id', 'sa');
    form.leave('id');
    expect(form.problems.value.id?.key).toBe('invalid.idShort');
    form.set('id', 'sari');
    expect(form.problems.value).toEqual({});
  });

  it('does not complain of a field one has only passed through', () => {
    const form = setUp();
    form.leave('id');
    expect(form.problems.value).toEqual({});
  });

  it('shows everything and sends nothing while something is wrong', async () => {
    const form = setUp();
    form.set('id', 'sari');
    let sent = 0;
    const wrong = await form.submit(async () => {
      sent++;
      return { ok: true };
    });
    expect(wrong).toBe('password');
    expect(sent).toBe(0);
    expect(form.problems.value.password?.key).toBe('invalid.passwordMissing');
    expect(form.submission.value.state).toBe('idle');
  });

  it('sends once, however often it is pressed', async () => {
    const form = setUp();
    form.set('id', 'sari');
    form.set('password', 'lima kata');
    const gate = Promise.withResolvers<Result>();
    let sent = 0;
    const send = () => {
      sent++;
      return gate.promise;
    };
    const first = form.submit(send);
    expect(form.submission.value.state).toBe('pending');
    await form.submit(send);
    gate.resolve({ ok: true });
    await first;
    expect(sent).toBe(1);
    expect(form.submission.value.state).toBe('done');
  });

  it('keeps the failure until something else is typed', async () => {
    const form = setUp();
    form.set('id', 'sari');
    form.set('password', 'lima kata');
    await form.submit(async () => ({ ok: false, code: 'id-taken' }));
    expect(failureOf(form.submission.value)?.code).toBe('id-taken');
    form.set('id', 'sari2');
    expect(failureOf(form.submission.value)).toBeNull();
  });

  it('asks only for the fields that count now', async () => {
    const form = createForm<'id' | 'password'>(
      { id: '', password: '' },
      { id: checkId, password: checkPassword },
      () => ['id'],
    );
    form.set('id', 'sari');
    expect(await form.submit(succeed)).toBeNull();
    expect(form.submission.value.state).toBe('done');
  });

  it('keeps the texts when cleared and not when reset', () => {
    const form = setUp();
    form.set('id', 'sa');
    form.leave('id');
    form.clear();
    expect(form.values.value.id).toBe('sa');
    expect(form.problems.value).toEqual({});
    form.reset();
    expect(form.values.value.id).toBe('');
  });
});

describe('an action', () => {
  it('tells how it went, and runs once at a time', async () => {
    const action = createAction();
    const gate = Promise.withResolvers<Result>();
    const first = action.run(() => gate.promise);
    expect(await action.run(succeed)).toBe(false);
    gate.resolve({ ok: false, code: 'timeout' });
    expect(await first).toBe(false);
    expect(failureOf(action.submission.value)?.code).toBe('timeout');
    expect(await action.run(succeed)).toBe(true);
  });
});

describe('asWrongPassword', () => {
  it('calls a password that is too short to be one wrong', () => {
    expect(asWrongPassword({ ok: false, code: 'malformed' })).toEqual({
      ok: false,
      code: 'wrong-credentials',
    });
    expect(asWrongPassword({ ok: false, code: 'timeout' })).toEqual({ ok: false, code: 'timeout' });
    expect(asWrongPassword({ ok: true })).toEqual({ ok: true });
  });
});
