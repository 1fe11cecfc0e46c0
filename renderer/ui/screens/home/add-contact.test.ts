import { describe, expect, it } from 'vitest';
import { aContact } from '../../../../testing/people.ts';
import { checkAdd } from './add-contact.tsx';

const contacts = [
  aContact('budi'),
  aContact('dewi', { relation: 'outgoing' }),
  aContact('tono', { relation: 'incoming' }),
];
const check = (typed: string) =>
  checkAdd(typed, 'sari', (id) => contacts.find((contact) => contact.id === id));

describe('checkAdd', () => {
  it('takes an ID, however it was written', () => {
    expect(check(' @Rina ')).toEqual({ ok: true, id: 'rina' });
    expect(check('tatap:add/rina')).toEqual({ ok: true, id: 'rina' });
  });

  it('takes somebody who asked first: asking back accepts', () => {
    expect(check('tono')).toEqual({ ok: true, id: 'tono' });
  });

  it.each([
    ['no ID', 'Budi S', 'invalid'],
    ['oneself', 'sari', 'own'],
    ['a contact', 'budi', 'already'],
    ['somebody who was asked', 'dewi', 'waiting'],
  ])('refuses %s', (_what, typed, kind) => {
    expect(check(typed)).toMatchObject({ ok: false, problem: { kind } });
  });
});
