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

  test('an unknown ID gets the answer of a wrong password, after the same work', async () => {
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

  test('guessed at from one network does not keep people out on others', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    for (let n = 0; n < 50; n++) await accounts.signIn(wrong, '192.0.2.66');
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
  });

  test('a network that may try no more is not charged to the account', async () => {
    const accounts = world.accountsWith();
    for (let n = 0; n < 6; n++) await accounts.signIn(person(`person-${n}`), '192.0.2.66');
    for (let n = 0; n < 50; n++) await accounts.signIn(wrong, '192.0.2.66');
    expect([...world.tries.failuresByAccount.counts.keys()]).not.toContain('sign-in sari');
  });

  test('guessed at from many networks is closed to new ones, and open to those it knows', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    await accounts.signIn(person('sari'), home);
    for (let n = 0; n < 9; n++) await accounts.signIn(wrong, `192.0.2.${100 + n}`);
    expect(await accounts.signIn(person('sari'), '192.0.2.99')).toMatchObject({
      code: 'rate-limited',
    });
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
  });

  test('is limited by network over all accounts', async () => {
    const accounts = world.accountsWith();
    for (let n = 0; n < 6; n++) await accounts.signIn(person(`person-${n}`), home);
    expect(await accounts.signIn(person('person-6'), home)).toMatchObject({ code: 'rate-limited' });
  });

  test('that succeeds does not count as a failed one', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    for (let n = 0; n < 10; n++) {
      expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
    }
    const { failuresByNetwork, failuresByPair, failuresByAccount } = world.tries;
    for (const { counts } of [failuresByNetwork, failuresByPair, failuresByAccount]) {
      expect([...counts.values()].filter((count) => count > 0)).toEqual([]);
    }
  });

  test('that succeeds is limited too: it is as much work', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    for (let n = 0; n < 12; n++) await accounts.signIn(person('sari'), home);
    world.passwords.verified.length = 0;
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ code: 'rate-limited' });
    expect(world.passwords.verified).toEqual([]);
  });

  test('with parameters that rose hashes anew, and the password stays the same', async () => {
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

  test('twice at once with parameters that rose opens both', async () => {
    await world.accountsWith().create(person('sari'), home);
    const accounts = world.accountsWith('open', new Passwords({ ...cheap, passes: 2 }));
    const both = [1, 2].map((n) => accounts.signIn({ ...person('sari'), device: device(n) }, home));
    expect(await Promise.all(both)).toMatchObject([{ ok: true }, { ok: true }]);
  });

  test('with a password that is changed while it is checked opens nothing', async () => {
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

  test('to an account that is deleted while it is checked opens nothing', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    world.passwords.meanwhile = async () => void (await world.storage.accounts.delete('sari', 1));
    expect(await accounts.signIn(person('sari'), home)).toEqual({
      ok: false,
      code: 'wrong-credentials',
    });
  });
});
