import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type AccountsWorld,
  createRecoverableSari,
  device,
  home,
  person,
  recovering,
} from './accounts.fixture.ts';
import { newRecoveryCode } from './tokens.ts';

let world: AccountsWorld;
let services: ReturnType<AccountsWorld['servicesWith']>;
/** Sari's recovery code. */
let code: string;

const elsewhere = '192.0.2.66';
const wrong = newRecoveryCode().code;

beforeEach(async () => {
  ({ world, services, code } = await createRecoverableSari());
});
afterEach(() => world.storage.close());

describe('a recovery code', () => {
  test('comes with a new account and is stored only as a hash', async () => {
    expect(code).toMatch(/^(?:\w{4}-){6}\w{4}$/);
    const session = await world.sessionOf('sari');
    expect(await services.recovery.state(session)).toEqual({ ok: true, since: world.clock.wall() });
    const exported = await services.accounts.export(session);
    expect(exported).toMatchObject({ recoveryCodeSince: world.clock.wall() });
    expect(JSON.stringify(exported)).not.toContain(code);
  });

  test('is replaced when a device repeats the creation of its account', async () => {
    const again = await services.accounts.create(person('sari'), home);
    if (!again.ok || again.recoveryCode === undefined) throw new Error('no code was made');
    expect(again.recoveryCode).not.toBe(code);
    expect(await services.recovery.recover(recovering(code), home)).toMatchObject({ ok: false });
    expect(await services.recovery.recover(recovering(again.recoveryCode), home)).toMatchObject({
      ok: true,
    });
  });

  test('is not sent to a device that signs in', async () => {
    expect(await services.accounts.signIn(person('sari'), home)).not.toHaveProperty('recoveryCode');
  });
});

describe('recovering', () => {
  test('sets the password, signs this device in and all others out, and returns a new code', async () => {
    const answer = await services.recovery.recover(recovering(code), elsewhere);
    expect(answer).toMatchObject({ ok: true, account: { id: 'sari' } });
    expect(answer).toHaveProperty('recoveryCode', expect.not.stringMatching(code));
    expect(world.told).toEqual([['sari', device(1).id, 'revoked']]);
    const sessions = await world.storage.sessions.list('sari');
    expect(sessions.map((session) => session.device.id)).toEqual([device(2).id]);
    const { accounts } = services;
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({
      code: 'wrong-credentials',
    });
    const changed = { ...person('sari'), password: 'another horse' };
    expect(await accounts.signIn(changed, home)).toMatchObject({ ok: true });
  });

  test('works once per code', async () => {
    const first = await services.recovery.recover(recovering(code), home);
    if (!first.ok || first.recoveryCode === undefined) throw new Error('no code was made');
    const other = { device: device(3) };
    expect(await services.recovery.recover(recovering(code, other), home)).toEqual({
      ok: false,
      code: 'wrong-recovery-code',
    });
    expect(
      await services.recovery.recover(recovering(first.recoveryCode, other), home),
    ).toMatchObject({ ok: true });
  });

  test('answers a repeated request of the same device with a session and a new code', async () => {
    const lost = await services.recovery.recover(recovering(code), home);
    const again = await services.recovery.recover(recovering(code), home);
    if (!lost.ok || !again.ok || again.recoveryCode === undefined) throw new Error('refused');
    expect(again.recoveryCode).not.toBe(lost.recoveryCode);
    expect(
      await services.recovery.recover(recovering(code, { password: 'not it, no' }), home),
    ).toEqual({ ok: false, code: 'wrong-recovery-code' });
  });

  test('refuses too many repeated requests with rate-limited, not with a wrong code', async () => {
    await services.recovery.recover(recovering(code), home);
    const again = recovering(code, { password: 'not it, no' });
    const codes: unknown[] = [];
    for (let n = 0; n < 3; n++) codes.push(await services.accounts.signIn(again, home));
    expect(codes.at(-1)).toMatchObject({ code: 'wrong-credentials' });
    expect(await services.recovery.recover(again, home)).toEqual({
      ok: false,
      code: 'rate-limited',
      retryAfterMs: 60_000,
    });
  });

  test('refuses a sign-in with the old password that runs at the same time', async () => {
    const { sessions } = world.storage;
    const open = sessions.open.bind(sessions);
    sessions.open = async (...args) => {
      sessions.open = open;
      expect(await services.recovery.recover(recovering(code), home)).toMatchObject({ ok: true });
      return open(...args);
    };
    const thief = { ...person('sari'), device: device(3) };
    expect(await services.accounts.signIn(thief, elsewhere)).toEqual({
      ok: false,
      code: 'wrong-credentials',
    });
    expect((await sessions.list('sari')).map((one) => one.device.id)).toEqual([device(2).id]);
  });

  test('refuses a new code for the old password that is requested at the same time', async () => {
    const { recoveryCodes } = world.storage;
    const put = recoveryCodes.put.bind(recoveryCodes);
    recoveryCodes.put = async (...args) => {
      recoveryCodes.put = put;
      expect(await services.recovery.recover(recovering(code), home)).toMatchObject({ ok: true });
      return put(...args);
    };
    const session = await world.sessionOf('sari');
    expect(await services.recovery.renewCode(session, 'correct horse', elsewhere)).toEqual({
      ok: false,
      code: 'unauthenticated',
    });
  });

  test('keeps its new code when the old password repeats the creation at the same time', async () => {
    const { recoveryCodes } = world.storage;
    const put = recoveryCodes.put.bind(recoveryCodes);
    let next = '';
    recoveryCodes.put = async (...args) => {
      recoveryCodes.put = put;
      const recovered = await services.recovery.recover(recovering(code), home);
      if (recovered.ok) next = recovered.recoveryCode ?? '';
      return put(...args);
    };
    const repeated = await services.accounts.create(person('sari'), elsewhere);
    expect(repeated).not.toHaveProperty('recoveryCode');
    const other = { device: device(3) };
    expect(await services.recovery.recover(recovering(next, other), home)).toMatchObject({
      ok: true,
    });
  });

  test('does not count a code whose check characters do not match', async () => {
    const slip = recovering(code.replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')));
    for (let n = 0; n < 9; n++) {
      expect(await services.recovery.recover(slip, home)).toMatchObject({ code: 'malformed' });
    }
    const spoken = recovering(` ${code.toLowerCase().replaceAll('-', ' ')} `);
    expect(await services.recovery.recover(spoken, home)).toMatchObject({ ok: true });
  });

  test('succeeds once for two requests at the same time', async () => {
    const answers = await Promise.all([
      services.recovery.recover(recovering(code, { device: device(3) }), home),
      services.recovery.recover(
        recovering(code, { device: device(4), password: 'mine now!' }),
        home,
      ),
    ]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test('answers an unknown ID like a wrong code, after the same work', async () => {
    const asked: string[] = [];
    const { recoveryCodes } = world.storage;
    const opens = recoveryCodes.opens.bind(recoveryCodes);
    recoveryCodes.opens = (account, hash, now) => {
      asked.push(account);
      return opens(account, hash, now);
    };
    const answers = [
      await services.recovery.recover(recovering(wrong), elsewhere),
      await services.recovery.recover(recovering(wrong, { id: 'nobody' }), elsewhere),
    ];
    expect(answers[0]).toEqual({ ok: false, code: 'wrong-recovery-code' });
    expect(answers[1]).toEqual(answers[0]);
    expect(asked).toEqual(['sari', 'nobody']);
    // Neither request hashes or checks a password.
    expect(world.passwords.verified).toEqual([]);
  });

  test('is refused when the account is deleted during the request', async () => {
    const { recoveryCodes } = world.storage;
    const use = recoveryCodes.use.bind(recoveryCodes);
    recoveryCodes.use = async (...args) => {
      await world.storage.accounts.delete('sari', 1);
      return use(...args);
    };
    expect(await services.recovery.recover(recovering(code), home)).toEqual({
      ok: false,
      code: 'wrong-recovery-code',
    });
  });
});

test('an operator code expires by the time of day', async () => {
  const { code: given, hash } = newRecoveryCode();
  const createdAt = world.clock.wall();
  const expiresAt = createdAt + 60_000;
  const record = { account: 'sari', kind: 'operator', hash, createdAt, expiresAt } as const;
  await world.storage.recoveryCodes.put(record);
  world.clock.jumpWall(60_000);
  expect(await services.recovery.recover(recovering(given), home)).toMatchObject({ ok: false });
  world.clock.jumpWall(-1);
  expect(await services.recovery.recover(recovering(given), home)).toMatchObject({ ok: true });
});

test('a password change ends every code of the account and returns a new one', async () => {
  const session = await world.sessionOf('sari');
  const operators = newRecoveryCode();
  await world.storage.recoveryCodes.put({
    account: 'sari',
    kind: 'operator',
    hash: operators.hash,
    createdAt: world.clock.wall(),
    expiresAt: world.clock.wall() + 60_000,
  });
  const change = { current: 'correct horse', next: 'battery staple' };
  const changed = await services.accounts.changePassword(session, change, home);
  if (!changed.ok || changed.recoveryCode === undefined) throw new Error('no code was made');
  for (const old of [code, operators.code]) {
    expect(await services.recovery.recover(recovering(old), home)).toMatchObject({
      code: 'wrong-recovery-code',
    });
  }
  expect(await services.recovery.recover(recovering(changed.recoveryCode), home)).toMatchObject({
    ok: true,
  });
});

describe('a new code for a signed-in device', () => {
  test('replaces the old one', async () => {
    const session = await world.sessionOf('sari');
    const made = await services.recovery.renewCode(session, 'correct horse', home);
    if (!made.ok) throw new Error(made.code);
    expect(await services.recovery.recover(recovering(code), home)).toMatchObject({ ok: false });
    expect(await services.recovery.recover(recovering(made.recoveryCode), home)).toMatchObject({
      ok: true,
    });
  });

  test('needs the password, and wrong passwords are limited as usual', async () => {
    const session = await world.sessionOf('sari');
    const ask = () => services.recovery.renewCode(session, 'battery staple', home);
    for (let n = 0; n < 3; n++) expect(await ask()).toMatchObject({ code: 'wrong-credentials' });
    expect(await ask()).toMatchObject({ code: 'rate-limited' });
    expect(await services.recovery.recover(recovering(code), home)).toMatchObject({ ok: true });
  });

  test('is refused when the account is deleted during the request', async () => {
    const session = await world.sessionOf('sari');
    const { recoveryCodes } = world.storage;
    const put = recoveryCodes.put.bind(recoveryCodes);
    recoveryCodes.put = async (record) => {
      await world.storage.accounts.delete('sari', 1);
      return put(record);
    };
    expect(await services.recovery.renewCode(session, 'correct horse', home)).toEqual({
      ok: false,
      code: 'unauthenticated',
    });
  });
});
