import type { Relation } from '@tatap/protocol/signaling';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { DomainWorld, type TestDevice } from '../../testing/server/domain-world.ts';
import { type ContactAct, contactRules } from './contacts-rules.ts';

let world: DomainWorld;
let ana: TestDevice;
let budi: TestDevice;

beforeEach(async () => {
  world = new DomainWorld();
  await world.accounts('ana', 'budi');
  ana = await world.device('ana');
  budi = await world.device('budi');
});

const relations = async (): Promise<(Relation | null)[]> => [
  (await world.storage.contacts.find('ana', 'budi'))?.relation ?? null,
  (await world.storage.contacts.find('budi', 'ana'))?.relation ?? null,
];

describe('a contact request', () => {
  test('reaches every device of both, is accepted and shows presence', async () => {
    const second = await world.device('ana');
    expect(await ana.ask('contact.request', { id: 'budi' })).toEqual({
      ok: true,
      contact: {
        id: 'budi',
        displayName: "budi's name",
        relation: 'outgoing',
        presence: 'offline',
        favourite: false,
        nickname: '',
      },
    });
    expect(second.last('contact.changed')?.contact).toMatchObject({ relation: 'outgoing' });
    expect(budi.last('contact.changed')?.contact).toMatchObject({
      id: 'ana',
      relation: 'incoming',
    });
    const accepted = await budi.ask('contact.accept', { id: 'ana' });
    expect(accepted).toMatchObject({ ok: true, contact: { presence: 'online' } });
    expect(ana.last('contact.changed')?.contact).toMatchObject({
      relation: 'accepted',
      presence: 'online',
    });
    expect(await budi.ask('contact.accept', { id: 'ana' })).toEqual(accepted);
  });

  test('of both at the same moment makes them contacts', async () => {
    await Promise.all([
      ana.ask('contact.request', { id: 'budi' }),
      budi.ask('contact.request', { id: 'ana' }),
    ]);
    expect(await relations()).toEqual(['accepted', 'accepted']);
  });

  test('that is declined disappears from both lists, and may be made again', async () => {
    await ana.ask('contact.request', { id: 'budi' });
    expect(await budi.ask('contact.decline', { id: 'ana' })).toEqual({ ok: true });
    expect(await budi.ask('contact.decline', { id: 'ana' })).toEqual({ ok: true });
    expect(ana.last('contact.removed')).toEqual({ id: 'budi' });
    expect(await relations()).toEqual([null, null]);
    await ana.ask('contact.request', { id: 'budi' });
    expect(await relations()).toEqual(['outgoing', 'incoming']);
  });

  test('of somebody who is blocked looks the same and reaches nobody', async () => {
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

  test('to oneself or to nobody is refused', async () => {
    expect(await ana.ask('contact.request', { id: 'ana' })).toMatchObject({ code: 'own-account' });
    expect(await ana.ask('contact.request', { id: 'nobody' })).toMatchObject({
      code: 'unknown-account',
    });
    expect(await ana.ask('contact.accept', { id: 'budi' })).toMatchObject({ code: 'not-found' });
  });
});

test('blocking takes one out of the other’s list, as removing does', async () => {
  await world.befriend('ana', 'budi');
  await budi.ask('contact.block', { id: 'ana' });
  expect(ana.last('contact.removed')).toEqual({ id: 'budi' });
  expect(await relations()).toEqual([null, 'blocked']);
});

test('a list that is full takes nothing more and says so to its owner only', async () => {
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

test('own nickname and favourite mark reach the own devices only', async () => {
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

describe('the rules of contacts', () => {
  const acts = Object.keys(contactRules) as ContactAct[];

  test('keep both views consistent, whatever is done in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...acts), fc.boolean())), (history) => {
        let a: Relation | null = null;
        let b: Relation | null = null;
        for (const [act, byA] of history) {
          const ruling = contactRules[act](byA ? { mine: a, theirs: b } : { mine: b, theirs: a });
          if (ruling.is === 'refused') continue;
          const { mine, theirs } = ruling.pair;
          [a, b] = byA ? [mine, theirs] : [theirs, mine];
          expect(consistent).toContainEqual([a, b]);
          // What is repeated changes nothing more.
          const again = contactRules[act](byA ? { mine: a, theirs: b } : { mine: b, theirs: a });
          expect(again).toEqual(ruling);
        }
      }),
    );
  });

  const consistent: (Relation | null)[][] = [
    [null, null],
    ['outgoing', 'incoming'],
    ['incoming', 'outgoing'],
    ['accepted', 'accepted'],
    ['blocked', null],
    [null, 'blocked'],
    ['blocked', 'outgoing'],
    ['outgoing', 'blocked'],
    ['blocked', 'blocked'],
  ];
});
