import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkId } from '../../forms/checks.ts';
import { suggestId } from './account-step.ts';

describe('the ID that a name suggests', () => {
  it.each([
    ['Sari Wulandari', 'sari.wulandari'],
    ['  André  O’Neil ', 'andre.o.neil'],
    ['Dr. Budi Santoso, S.Kom.', 'dr.budi.santoso.s.kom'],
    ['Ali', 'ali'],
    ['Jo', ''],
    ['张伟', ''],
    ['', ''],
  ])('of %j is %j', (name, id) => expect(suggestId(name)).toBe(id));

  it('is an ID, or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (name) => {
        const id = suggestId(name);
        if (id !== '') expect(checkId(id)).toBeNull();
      }),
    );
  });
});
