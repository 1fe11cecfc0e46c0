import type { Relation } from '@tatap/protocol/signaling';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { DomainWorld, type TestDevice } from '../../testing/server/domain-world.ts';
import {
  type ContactAct,
  contactRules,
  nothing,
  relationOf,
  type Standing,
} from './contacts-rules.ts';
import { repeatAfterMs } from './request-pauses.ts';

let world: DomainWorld;
let ana: TestDevice;
let budi: TestDevice;

beforeEach(async () => {
  world = new DomainWorld();
  await world.accounts('ana', 'budi');
  ana = await world.device('ana');
  budi = await world.device('budi');
});

const relation = async (owner: string, other: string): Promise<Relation | null> => {
  const record = await world.storage.contacts.find(owner, other);
  return record === null ? null : relationOf(record);
};

const relations = async (): Promise<(Relation | null)[]> => [
  await relation('ana', 'budi'),
  await relation('budi', 'ana'),
];

describe('a contact request', () => {
  test('reaches every device of both people, and shows presence when it is accepted', async () => {
    const second = await world.device('ana');
    expect(await ana.ask('contact.request', { id: 'budi' })).toEqual({
      ok: true,
      contact: {
        id: 'budi',
        displayName: 'budi',
        relation: 'outgoing',
        presence: 'offline',
        favourite: false,
        nickname: '',
      },
    });
    expect(second.last('contact.changed')?.contact).toMatchObject({ relation: 'outgoing' });
    expect(budi.last('contact.changed')?.contact).toMatchObject({
      id: 'ana',
      displayName: "ana's name",
      relation: 'incoming',
    });
    const accepted = await budi.ask('contact.accept', { id: 'ana' });
    expect(accepted).toMatchObject({ ok: true, contact: { presence: 'online' } });
    expect(ana.last('contact.changed')?.contact).toMatchObject({
      displayName: "budi's name",
      relation: 'accepted',
      presence: 'online',
    });
    expect(await budi.ask('contact.accept', { id: 'ana' })).toEqual(accepted);
  });

  test('makes two people contacts when both send one at the same time', async () => {
    await Promise.all([
      ana.ask('contact.request', { id: 'budi' }),
      budi.ask('contact.request', { id: 'ana' }),
    ]);
    expect(await relations()).toEqual(['accepted', 'accepted']);
  });

  test('disappears from both lists when it is declined, and can be sent again', async () => {
    await ana.ask('contact.request', { id: 'budi' });
    expect(await budi.ask('contact.decline', { id: 'ana' })).toEqual({ ok: true });
    expect(await budi.ask('contact.decline', { id: 'ana' })).toEqual({ ok: true });
    expect(ana.last('contact.removed')).toEqual({ id: 'budi' });
    expect(await relations()).toEqual([null, null]);
    await ana.ask('contact.request', { id: 'budi' });
    expect(await relations()).toEqual(['outgoing', 'incoming']);
  });

  test('of a blocked person looks the same to that person and reaches nobody', async () => {
    const open = await ana.ask('contact.request', { id: 'budi' });
    await ana.ask('contact.remove', { id: 'budi' });
    await budi.ask('contact.block', { id: 'ana' });
    const heard = budi.heard.length;
    expect(await ana.ask('contact.request', { id: 'budi' })).toEqual(open);
    expect(budi.heard.slice(heard)).toEqual([]);
    expect(await relations()).toEqual(['outgoing', 'blocked']);
    await budi.ask('contact.unblock', { id: 'ana' });
    expect(budi.last('contact.changed')?.contact).toMatchObject({ relation: 'incoming' });
  });

  test('can be repeated once a day; further ones are refused', async () => {
    const ask = () => ana.ask('contact.request', { id: 'budi' });
    for (let n = 0; n < 2; n += 1) {
      expect(await ask()).toMatchObject({ ok: true });
      await ana.ask('contact.remove', { id: 'budi' });
    }
    const heard = budi.heard.length;
    const refused = { ok: false, code: 'rate-limited', retryAfterMs: repeatAfterMs };
    expect(await ask()).toEqual(refused);
    expect(budi.heard).toHaveLength(heard);
    await world.advance(repeatAfterMs);
    expect(await ask()).toMatchObject({ ok: true });
  });

  test('to the own account or to an unknown ID is refused', async () => {
    expect(await ana.ask('contact.request', { id: 'ana' })).toMatchObject({ code: 'own-account' });
    expect(await ana.ask('contact.request', { id: 'nobody' })).toMatchObject({
      code: 'unknown-account',
    });
    expect(await ana.ask('contact.accept', { id: 'budi' })).toMatchObject({ code: 'not-found' });
  });
});

describe('a block', () => {
  const listed = (of: TestDevice) => of.last('contact.changed')?.contact;

  test('changes only presence for the blocked person, and unblocking restores the contact', async () => {
    await world.befriend('ana', 'budi');
    await budi.ask('contact.update', { id: 'ana', nickname: 'A', favourite: true });
    const before = ana.heard.length;
    expect(await budi.ask('contact.block', { id: 'ana' })).toMatchObject({
      ok: true,
      contact: { relation: 'blocked', presence: 'offline', displayName: "ana's name" },
    });
    expect(ana.heard.slice(before)).toMatchObject([
      { name: 'presence.changed', payload: { id: 'budi', presence: 'offline' } },
    ]);
    await ana.connect();
    expect(ana.last('registered')?.contacts).toMatchObject([
      { id: 'budi', relation: 'accepted', presence: 'offline', displayName: "budi's name" },
    ]);
    await budi.ask('contact.unblock', { id: 'ana' });
    expect(listed(budi)).toMatchObject({
      relation: 'accepted',
      presence: 'online',
      nickname: 'A',
      favourite: true,
    });
    expect(ana.last('presence.changed')).toEqual({ id: 'budi', presence: 'online' });
    expect(await relations()).toEqual(['accepted', 'accepted']);
  });

  test('hides presence from both people until it ends', async () => {
    await world.befriend('ana', 'budi');
    await budi.ask('contact.block', { id: 'ana' });
    const heard = [ana.heard.length, budi.heard.length];
    await budi.ask('presence.set', { presence: 'away' });
    await ana.ask('presence.set', { presence: 'away' });
    await world.settle();
    const presences = [ana.heard.slice(heard[0]), budi.heard.slice(heard[1])]
      .flat()
      .filter(({ name }) => name === 'presence.changed');
    expect(presences).toEqual([]);
  });

  test('lets the blocked person act; the acts show when the block ends', async () => {
    await ana.ask('contact.request', { id: 'budi' });
    await ana.ask('contact.block', { id: 'budi' });
    const heard = ana.heard.length;
    expect(await budi.ask('contact.accept', { id: 'ana' })).toMatchObject({
      ok: true,
      contact: { relation: 'accepted', presence: 'offline' },
    });
    expect(ana.heard.slice(heard)).toEqual([]);
    expect(await relation('ana', 'budi')).toBe('blocked');
    await ana.ask('contact.unblock', { id: 'budi' });
    expect(await relations()).toEqual(['accepted', 'accepted']);
  });

  test('of a stranger does not reveal the stranger’s name', async () => {
    expect(await ana.ask('contact.block', { id: 'budi' })).toMatchObject({
      ok: true,
      contact: { id: 'budi', displayName: 'budi' },
    });
    expect(JSON.stringify(ana.heard)).not.toContain("budi's name");
    await ana.ask('contact.unblock', { id: 'budi' });
    expect(await relations()).toEqual([null, null]);
  });

  test('of a contact makes their call unavailable, as if the callee were offline', async () => {
    await world.befriend('ana', 'budi');
    await budi.ask('contact.block', { id: 'ana' });
    const callId = await ana.call('budi');
    await world.advance(0);
    expect(ana.last('call.ended')).toEqual({ callId, reason: 'unavailable' });
    expect(budi.all('call.incoming')).toEqual([]);
    expect(budi.all('missed.added')).toEqual([]);
  });
});

describe('a new name', () => {
  const rename = async (displayName: string): Promise<void> => {
    const account = await world.storage.accounts.update('budi', { displayName });
    if (account !== null) world.services.contacts.renamed(account.id);
    await world.settle();
  };
  const names = (): string[] =>
    ana.all('contact.changed').map(({ contact }) => contact.displayName);

  test('is sent to contacts, but not to people with an open request', async () => {
    await world.accounts('citra');
    const citra = await world.device('citra');
    await world.befriend('ana', 'budi');
    await world.relate('citra', 'budi', 'incoming');
    await world.relate('budi', 'citra', 'outgoing');
    await rename('Budi B');
    expect(names()).toEqual(['Budi B']);
    expect(citra.all('contact.changed')).toEqual([]);
  });

  test('is sent at most once a minute when it changes often, and the last one is always sent', async () => {
    await world.befriend('ana', 'budi');
    for (let n = 0; n < 50; n += 1) await rename(`Budi ${n}`);
    expect(names()).toEqual(['Budi 0', 'Budi 1']);
    await world.advance(60_000);
    expect(names()).toEqual(['Budi 0', 'Budi 1', 'Budi 49']);
  });
});

test('a full list accepts no more contacts, and only its owner gets an error', async () => {
  world = new DomainWorld({ contactsPerAccount: 1 });
  await world.accounts('ana', 'budi', 'citra');
  [ana, budi] = [await world.device('ana'), await world.device('budi')];
  const citra = await world.device('citra');
  await ana.ask('contact.request', { id: 'budi' });
  expect(await ana.ask('contact.request', { id: 'citra' })).toMatchObject({
    code: 'limit-reached',
  });
  expect(await citra.ask('contact.request', { id: 'budi' })).toMatchObject({
    ok: true,
    contact: { relation: 'outgoing' },
  });
  expect(budi.all('contact.changed')).toHaveLength(1);
});

test('nickname and favourite mark are sent to the owner’s devices only', async () => {
  await world.befriend('ana', 'budi');
  const update = { id: 'budi', nickname: 'B', favourite: true };
  expect(await ana.ask('contact.update', update)).toMatchObject({
    ok: true,
    contact: { nickname: 'B', favourite: true },
  });
  expect(ana.last('contact.changed')?.contact).toMatchObject({ nickname: 'B' });
  expect(budi.all('contact.changed')).toEqual([]);
  expect(await ana.ask('contact.update', { id: 'nobody' })).toMatchObject({ code: 'not-found' });
});

test('a new invited account appears on every device of its inviter', async () => {
  const second = await world.device('ana');
  await world.befriend('ana', 'budi');
  world.services.contacts.invited('budi');
  await world.settle();
  for (const device of [ana, second]) {
    expect(device.all('contact.changed')).toMatchObject([
      { contact: { id: 'budi', displayName: "budi's name", relation: 'accepted' } },
    ]);
  }
  expect(budi.all('contact.changed')).toEqual([]);
});

describe('the rules of contacts', () => {
  const acts = Object.keys(contactRules) as ContactAct[];

  const pairOf = (byA: boolean, a: Standing, b: Standing) =>
    byA ? { mine: a, theirs: b } : { mine: b, theirs: a };

  /** Applies acts to a pair. `byA` says whether A does the act. */
  function play(
    history: readonly (readonly [ContactAct, boolean])[],
  ): readonly [Standing, Standing] {
    let [a, b] = [nothing, nothing];
    for (const [act, byA] of history) {
      const ruling = contactRules[act](pairOf(byA, a, b));
      if (ruling.is === 'refused') continue;
      const { mine, theirs } = ruling.pair;
      [a, b] = byA ? [mine, theirs] : [theirs, mine];
      // A repeated act changes nothing.
      expect(contactRules[act](pairOf(byA, a, b))).toEqual(ruling);
    }
    return [a, b];
  }

  const histories = fc.array(fc.tuple(fc.constantFrom(...acts), fc.boolean()));

  test('keep both views consistent for every order of acts', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const [a, b] = play(history);
        expect(consistent).toContainEqual([a.bond, b.bond]);
      }),
    );
  });

  test('hide a block from the blocked person, and restore the bond when it ends', () => {
    fc.assert(
      fc.property(histories, fc.boolean(), (history, byA) => {
        const before = play(history);
        const [own, other] = byA ? ([0, 1] as const) : ([1, 0] as const);
        const blocked = play([...history, ['block', byA]]);
        expect(blocked[other]).toEqual(before[other]);
        expect(blocked[own].blocked).toBe(true);
        const after = play([...history, ['block', byA], ['unblock', byA]]);
        expect(after[own]).toEqual({ ...before[own], blocked: false });
        expect(after[other]).toEqual(before[other]);
      }),
    );
  });

  const consistent = [
    [null, null],
    ['outgoing', 'incoming'],
    ['incoming', 'outgoing'],
    ['accepted', 'accepted'],
  ];
});
