import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type AccountsWorld,
  cheap,
  createAccountsWorld,
  device,
  home,
  person,
} from './accounts.fixture.ts';
import { Passwords } from './passwords.ts';

let world: AccountsWorld;
beforeEach(() => {
  world = createAccountsWorld();
});
afterEach(() => world.storage.close());

describe('sign-in', () => {
  const wrong = { ...person('sari'), password: 'battery staple' };
  const unknown = { ...person('nobody'), password: 'battery staple' };

  test('an unknown ID gets the same answer as a wrong password, after the same work', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    const answers = [await accounts.signIn(wrong, home), await accounts.signIn(unknown, home)];
    expect(answers[0]).toEqual({ ok: false, code: 'wrong-credentials' });
    expect(answers[1]).toEqual(answers[0]);
    expect(world.passwords.verified).toEqual(['battery staple', 'battery staple']);
  });

  test.each([
    ['a wrong password', wrong],
    ['an unknown ID', unknown],
  ])('%s closes the account to its network, and then for the right one', async (_, body) => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    for (let n = 0; n < 3; n++) await accounts.signIn(body, home);
    world.passwords.verified.length = 0;
    const right = { ...body, password: 'correct horse' };
    expect(await accounts.signIn(right, home)).toEqual({
      ok: false,
      code: 'rate-limited',
      retryAfterMs: 60_000,
    });
    expect(world.passwords.verified).toEqual([]);
  });

  test('is not blocked on other networks when one network guesses passwords', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    for (let n = 0; n < 50; n++) await accounts.signIn(wrong, '192.0.2.66');
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
  });

  test('an attempt that the network limit refuses does not count against the account', async () => {
    const accounts = world.accountsWith();
    for (let n = 0; n < 6; n++) await accounts.signIn(person(`person-${n}`), '192.0.2.66');
    for (let n = 0; n < 50; n++) await accounts.signIn(wrong, '192.0.2.66');
    expect([...world.attempts.failuresByAccount.counts.keys()]).not.toContain('sign-in sari');
  });

  test('is blocked on unknown networks, but not on known ones, when many networks guess passwords', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    await accounts.signIn(person('sari'), home);
    for (let n = 0; n < 9; n++) await accounts.signIn(wrong, `192.0.2.${100 + n}`);
    expect(await accounts.signIn(person('sari'), '192.0.2.99')).toMatchObject({
      code: 'rate-limited',
    });
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
  });

  test('is limited per network across all accounts', async () => {
    const accounts = world.accountsWith();
    for (let n = 0; n < 6; n++) await accounts.signIn(person(`person-${n}`), home);
    expect(await accounts.signIn(person('person-6'), home)).toMatchObject({ code: 'rate-limited' });
  });

  test('that succeeds does not count as a failure', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    for (let n = 0; n < 10; n++) {
      expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
    }
    const { failuresByNetwork, failuresByPair, failuresByAccount } = world.attempts;
    for (const { counts } of [failuresByNetwork, failuresByPair, failuresByAccount]) {
      expect([...counts.values()].filter((count) => count > 0)).toEqual([]);
    }
  });

  test('that succeeds is limited too, because it costs as much work', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    for (let n = 0; n < 12; n++) await accounts.signIn(person('sari'), home);
    world.passwords.verified.length = 0;
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ code: 'rate-limited' });
    expect(world.passwords.verified).toEqual([]);
  });

  test('rehashes the password when the hash parameters have changed', async () => {
    await world.accountsWith().create(person('sari'), home);
    const before = await world.storage.accounts.passwordHash('sari');
    const accounts = world.accountsWith('open', new Passwords({ ...cheap, passes: 2 }));
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
    const after = await world.storage.accounts.passwordHash('sari');
    expect(after).toContain('t=2');
    expect(after).not.toBe(before);
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
    expect(await world.storage.accounts.passwordHash('sari')).toBe(after);
  });

  test('succeeds twice at the same time when the hash parameters have changed', async () => {
    await world.accountsWith().create(person('sari'), home);
    const accounts = world.accountsWith('open', new Passwords({ ...cheap, passes: 2 }));
    const both = [1, 2].map((n) => accounts.signIn({ ...person('sari'), device: device(n) }, home));
    expect(await Promise.all(both)).toMatchObject([{ ok: true }, { ok: true }]);
  });

  test('fails when the password is changed during the check', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    world.passwords.meanwhile = async () => {
      const from = (await world.storage.accounts.passwordHash('sari')) ?? '';
      await world.storage.accounts.replacePasswordHash(
        'sari',
        from,
        await world.passwords.hash('another one', home),
      );
    };
    expect(await accounts.signIn(person('sari'), home)).toEqual({
      ok: false,
      code: 'wrong-credentials',
    });
  });

  test('fails when the account is deleted during the check', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    world.passwords.meanwhile = async () => void (await world.storage.accounts.delete('sari', 1));
    expect(await accounts.signIn(person('sari'), home)).toEqual({
      ok: false,
      code: 'wrong-credentials',
    });
  });
});
