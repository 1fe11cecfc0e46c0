import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import { FakeSignaling } from '../../testing/fakes.ts';
import { aContact, aRegistration } from '../../testing/people.ts';
import { createContactsModel } from './contacts.ts';

function setUp(contacts = [aContact('budi'), aContact('ana')]) {
  const server = new FakeSignaling();
  const language = signal('id');
  const model = createContactsModel({ server, language });
  server.emit('registered', aRegistration({ contacts }));
  const ids = () => model.snapshot.value.contacts.map(({ id }) => id);
  return { server, model, ids, language };
}

describe('contacts', () => {
  it('are not loaded before the server said who they are', () => {
    const model = createContactsModel({ server: new FakeSignaling(), language: signal('en') });
    expect(model.snapshot.value).toEqual({ loaded: false, contacts: [] });
  });

  it('come favourites first, then by the name shown, blocked ones last', () => {
    const { ids } = setUp([
      aContact('blocked', { relation: 'blocked', displayName: 'Aaa', favourite: true }),
      aContact('zoe', { displayName: 'zoe' }),
      aContact('favourite', { displayName: 'Yusuf', favourite: true }),
      aContact('nick', { displayName: 'Xenia', nickname: 'álvaro' }),
      aContact('budi', { displayName: 'Budi' }),
    ]);
    expect(ids()).toEqual(['favourite', 'nick', 'budi', 'zoe', 'blocked']);
  });

  it('sort as the chosen language sorts, and keep one order for equal names', () => {
    const { ids, language } = setUp([
      aContact('b-same', { displayName: 'Same' }),
      aContact('a-same', { displayName: 'same' }),
      aContact('ostrava', { displayName: 'Östrava' }),
      aContact('zagreb', { displayName: 'Zagreb' }),
    ]);
    expect(ids()).toEqual(['ostrava', 'a-same', 'b-same', 'zagreb']);
    language.value = 'sv';
    expect(ids()).toEqual(['a-same', 'b-same', 'zagreb', 'ostrava']);
  });

  it('follow what the server says', () => {
    const { server, model, ids } = setUp();
    server.emit('contact.changed', { contact: aContact('cici') });
    server.emit('presence.changed', { id: 'budi', presence: 'in-call' });
    server.emit('presence.changed', { id: 'stranger', presence: 'online' });
    server.emit('contact.removed', { id: 'ana' });
    expect(ids()).toEqual(['budi', 'cici']);
    expect(model.find('budi')?.presence).toBe('in-call');
    server.emit('registered', aRegistration({ contacts: [aContact('dodi')] }));
    expect(ids()).toEqual(['dodi']);
  });

  it('change with the acknowledgement, before the event comes', async () => {
    const { server, model } = setUp();
    server.will('contact.update', { ok: true, contact: aContact('budi', { nickname: 'Bud' }) });
    await model.setNickname('budi', 'Bud');
    expect(model.nameOf('budi')).toBe('Bud');
    await model.remove('budi');
    expect(model.nameOf('budi')).toBe('budi');
    expect(model.find('budi')).toBeUndefined();
  });

  it('stay as they are when the server refuses', async () => {
    const { server, model, ids } = setUp();
    server.will('contact.remove', { ok: false, code: 'unreachable' });
    expect(await model.remove('budi')).toEqual({ ok: false, code: 'unreachable' });
    expect(ids()).toEqual(['ana', 'budi']);
  });

  it('are asked for by the ID as typed, cleaned', async () => {
    const { server, model } = setUp();
    server.will('contact.request', {
      ok: true,
      contact: aContact('cici', { relation: 'outgoing' }),
    });
    await model.request('  Cici ');
    expect(server.asked).toEqual([{ name: 'contact.request', payload: { id: 'cici' } }]);
    expect(model.find('cici')?.relation).toBe('outgoing');
  });

  it('are forgotten with the session, and an answer that comes late brings nobody back', async () => {
    const { server, model } = setUp();
    server.will('contact.accept', { ok: true, contact: aContact('cici') });
    const late = model.accept('cici');
    model.clear();
    await late;
    expect(model.snapshot.value).toEqual({ loaded: false, contacts: [] });
  });
});
