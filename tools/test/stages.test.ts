import { expect, it } from 'vitest';
import { chooseStages, stages } from './stages.ts';

const names = (...groups: string[]): unknown => {
  const chosen = chooseStages(stages, groups);
  return typeof chosen === 'string' ? chosen : chosen.map(({ name }) => name);
};

it('runs all stages where none is named', () => {
  expect(names()).toEqual(stages.map(({ name }) => name));
});

it('runs the named stages, and before them what all of them need', () => {
  expect(names('e2e')).toEqual(['programs', 'build', 'e2e']);
  expect(names('network', 'unit')).toEqual(['programs', 'build', 'unit', 'network']);
  expect(names('check')).toContain('check types');
});

it('says which stages there are where a name is none', () => {
  expect(names('unit', 'browser')).toBe(
    'There is no stage browser. The stages: check, unit, attacks, restarts, e2e, network.',
  );
});
