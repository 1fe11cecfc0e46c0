import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type AccountsWorld,
  createAccountsWorld,
  device,
  home,
  person,
} from './accounts.fixture.ts';
import type { Accounts } from './accounts.ts';

let world: AccountsWorld;
beforeEach(() => {
  world = createAccountsWorld();
});
afterEach(() => world.storage.close());

describe('a signed-in account', () => {
  let accounts: Accounts;

  beforeEach(async () => {
    accounts = world.accountsWith();
    await accounts.create(person('sari'), home);
    await accounts.create(person('budi'), home);
    await world.storage.contacts.write(
      [
        { owner: 'sari', other: 'budi', bond: 'accepted' },
        { owner: 'budi', other: 'sari', bond: 'accepted' },
      ],
      1,
    );
  });

  test('changes its profile and notifies its devices and contacts', async () => {
    const change = { displayName: 'Sari Dewi', whoMayCall: 'contacts' } as const;
    expect(await accounts.update(await world.sessionOf('sari'), change)).toMatchObject({
      ok: true,
      account: change,
    });
    expect(world.told).toEqual([['changed', 'Sari Dewi', true]]);
  });

  test('does not notify contacts when its name stays the same', async () => {
    const session = await world.sessionOf('sari');
    await accounts.update(session, { whoMayCall: 'contacts', displayName: 'sari' });
    expect(world.told).toEqual([['changed', 'sari', false]]);
  });

  test('can change its name a limited number of times per hour', async () => {
    const session = await world.sessionOf('sari');
    const rename = (n: number) => accounts.update(session, { displayName: `Sari ${n}` });
    for (let n = 0; n < 4; n++) expect(await rename(n)).toMatchObject({ ok: true });
    expect(await rename(4)).toMatchObject({ code: 'rate-limited', retryAfterMs: 60_000 });
    expect(await accounts.update(session, { whoMayCall: 'contacts' })).toMatchObject({ ok: true });
  });

  test('changes its password and signs out every other device', async () => {
    await accounts.signIn({ ...person('sari'), device: device(2) }, home);
    world.clock.advance(1);
    await accounts.signIn(person('sari'), home);
    const current = await world.sessionOf('sari');
    const change = { current: 'correct horse', next: 'battery staple' };
    expect(await accounts.changePassword(current, change, home)).toMatchObject({ ok: true });
    expect(world.told).toEqual([['sari', device(2).id, 'revoked']]);
    expect(await world.storage.sessions.list('sari')).toEqual([current]);
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: false });
    const next = { ...person('sari'), password: 'battery staple' };
    expect(await accounts.signIn(next, home)).toMatchObject({ ok: true });
  });

  test('cannot change its password without the current one', async () => {
    const change = { current: 'a wrong one', next: 'battery staple' };
    const session = await world.sessionOf('sari');
    expect(await accounts.changePassword(session, change, home)).toEqual({
      ok: false,
      code: 'wrong-credentials',
    });
    expect(await accounts.signIn(person('sari'), home)).toMatchObject({ ok: true });
  });

  test('can change its password while strangers guess it', async () => {
    for (let n = 0; n < 5; n++) {
      await accounts.signIn({ ...person('sari'), password: 'battery staple' }, '192.0.2.66');
    }
    const change = { current: 'correct horse', next: 'battery staple' };
    const session = await world.sessionOf('sari');
    expect(await accounts.changePassword(session, change, home)).toMatchObject({ ok: true });
  });

  test('exports everything that the server stores about it', async () => {
    const from = { id: 'budi', displayName: 'budi', isContact: true };
    const callId = '00000000-0000-4000-8000-00000000000a';
    await world.storage.missedCalls.add('sari', { callId, from, media: 'video', at: 9 });
    await world.storage.invitations.create('OF-SARI', 3, 90, 'sari');
    await world.storage.invitations.create('OF-BUDI', 4, 90, 'budi');
    await world.storage.contacts.annotate('sari', 'budi', {
      nickname: 'Mas Budi',
      favourite: true,
    });
    expect(await accounts.export(await world.sessionOf('sari'))).toEqual({
      ok: true,
      exportedAt: world.clock.now(),
      recoveryCodeSince: world.clock.wall(),
      account: await world.storage.accounts.find('sari'),
      sessions: [expect.objectContaining({ device: device(1), current: true })],
      contacts: [
        { id: 'budi', relation: 'accepted', favourite: true, nickname: 'Mas Budi', since: 1 },
      ],
      missedCalls: [{ from: 'budi', media: 'video', at: 9 }],
      invitations: [{ createdAt: 3, expiresAt: 90 }],
    });
  });

  test('is deleted only with its password, and accounts that have it as a contact are notified', async () => {
    const session = await world.sessionOf('sari');
    expect(await accounts.delete(session, 'a wrong one', home)).toMatchObject({
      code: 'wrong-credentials',
    });
    expect(await accounts.delete(session, 'correct horse', home)).toEqual({ ok: true });
    expect(world.told).toEqual([['deleted', 'sari', ['budi']]]);
    expect(await accounts.update(session, { displayName: 'Ghost' })).toMatchObject({
      code: 'unauthenticated',
    });
    expect(await accounts.export(session)).toMatchObject({ code: 'unauthenticated' });
  });
});
