import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type AccountsWorld,
  createAccountsWorld,
  device,
  home,
  person,
  ttlMs,
} from './accounts.fixture.ts';

let world: AccountsWorld;
beforeEach(() => {
  world = createAccountsWorld();
});
afterEach(() => world.storage.close());

describe('registration', () => {
  test('open: anybody can create an account and is signed in', async () => {
    expect(await world.accountsWith().create(person('sari'), home)).toMatchObject({
      ok: true,
      token: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: world.clock.now() + ttlMs,
      account: { id: 'sari', whoMayCall: 'everyone', presence: 'online' },
    });
  });

  test('refuses a taken ID and does not change the existing account', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    const again = { ...person('sari'), password: 'battery staple' };
    expect(await accounts.create(again, home)).toEqual({ ok: false, code: 'id-taken' });
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
  });

  test('repeated by the same device with the same password signs in, because the first answer may be lost', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    const again = { ...person('sari'), displayName: 'Sari' };
    expect(await accounts.create(again, home)).toMatchObject({
      ok: true,
      token: expect.any(String),
      account: { id: 'sari', displayName: 'Sari' },
    });
    const elsewhere = { ...person('sari'), device: device(2) };
    expect(await accounts.create(elsewhere, home)).toEqual({ ok: false, code: 'id-taken' });
  });

  test('repeated with an invitation that the first request used up signs in too', async () => {
    await world.storage.invitations.create('ABCD', 0, world.clock.now() + 1000);
    const accounts = world.accountsWith('invitation');
    const asked = person('sari', { invitation: 'ABCD' });
    await accounts.create(asked, home);
    expect(await accounts.create(asked, home)).toMatchObject({ ok: true });
  });

  test('repeated with another password does not reveal whether the password is right', async () => {
    const accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    const guess = { ...person('sari'), password: 'battery staple' };
    for (let n = 0; n < 3; n++) await accounts.create(guess, home);
    expect(await accounts.create(person('sari'), home)).toMatchObject({ code: 'rate-limited' });
  });

  test('closed: nobody can create an account', async () => {
    expect(await world.accountsWith('closed').create(person('sari'), home)).toEqual({
      ok: false,
      code: 'registration-closed',
    });
  });

  test('by invitation: a code works once, in any spelling', async () => {
    await world.storage.invitations.create('ABCD-1234-EFGH-5678', 0, world.clock.now() + 1000);
    const accounts = world.accountsWith('invitation');
    const refused = { ok: false, code: 'invitation-required' };
    expect(await accounts.create(person('sari'), home)).toEqual(refused);
    expect(await accounts.create(person('sari', { invitation: 'WRONG' }), home)).toEqual(refused);
    const invitation = 'abcd 1234 efgh 5678';
    expect(await accounts.create(person('sari', { invitation }), home)).toMatchObject({ ok: true });
    expect(await accounts.create(person('budi', { invitation }), home)).toEqual(refused);
  });

  test('by invitation of an account: both become contacts, and the inviter is notified', async () => {
    await world.accountsWith().create(person('sari'), home);
    await world.storage.invitations.create('ABCD', 0, world.clock.now() + 1000, 'sari');
    const asked = { ...person('budi', { invitation: 'ABCD' }), device: device(2) };
    expect(world.told).toEqual([]);
    expect(await world.accountsWith('invitation').create(asked, home)).toMatchObject({ ok: true });
    expect(world.told).toEqual([['invited', 'budi']]);
    expect(await world.storage.contacts.find('budi', 'sari')).toMatchObject({ bond: 'accepted' });
    expect(await world.storage.contacts.find('sari', 'budi')).toMatchObject({ bond: 'accepted' });
  });

  test('by invitation: a request without a code does not reveal which IDs exist', async () => {
    await world.accountsWith().create(person('sari'), home);
    const asked = { ...person('sari', { invitation: 'WRONG' }), device: device(2) };
    expect(await world.accountsWith('invitation').create(asked, home)).toEqual({
      ok: false,
      code: 'invitation-required',
    });
  });

  test('is limited per network', async () => {
    const accounts = world.accountsWith();
    for (let n = 0; n < 5; n++) await accounts.create(person(`person-${n}`), home);
    expect(await accounts.create(person('person-5'), home)).toMatchObject({
      code: 'rate-limited',
      retryAfterMs: 60_000,
    });
    expect(await accounts.create(person('person-5'), '192.0.2.8')).toMatchObject({ ok: true });
  });
});
