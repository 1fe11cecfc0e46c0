import { expect, test } from 'vitest';
import { states } from './index.ts';

test('every state has a name of its own', () => {
  const names = states.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
