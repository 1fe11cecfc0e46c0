import { defaultSettings, type Settings, type SettingsPatch } from '@tatap/protocol/settings';
import { describe, expect, it } from 'vitest';
import { settled } from '../../testing/settled.ts';
import { applyPatch } from './apply.ts';
import { loadSettings } from './settings.ts';

/** A host that takes changes in their order and answers when a test says so. */
async function load() {
  let kept: Settings = { ...defaultSettings, noiseSuppression: false, lowData: false };
  let push = (_: Settings) => {};
  const answers: (() => void)[] = [];
  const model = await loadSettings({
    read: async () => ({ settings: kept, keptAside: null }),
    write(patch: SettingsPatch) {
      kept = applyPatch(kept, patch);
      const answer = kept;
      return new Promise((resolve) => answers.push(() => resolve(answer)));
    },
    onChanged(listener) {
      push = listener;
      return () => {};
    },
  });
  const shown: unknown[] = [];
  model.settings.subscribe(({ noiseSuppression, lowData }) => {
    const last = shown.at(-1);
    const next = [noiseSuppression, lowData];
    if (String(last) !== String(next)) shown.push(next);
  });
  return {
    model,
    /** Both switches, each time one of them changed. */
    shown,
    async answer(index: number) {
      answers[index]?.();
      await settled();
    },
    pushKept: (settings: Settings = kept) => push(settings),
    before: kept,
  };
}

describe('settings', () => {
  it('show a change at once, and an earlier answer does not take it back', async () => {
    const { model, shown, answer } = await load();
    void model.write({ noiseSuppression: true });
    void model.write({ lowData: true });
    await answer(0);
    await answer(1);
    expect(shown).toEqual([
      [false, false],
      [true, false],
      [true, true],
    ]);
  });

  it('keep a change that is on its way when another window changes something', async () => {
    const { model, shown, answer, pushKept, before } = await load();
    void model.write({ lowData: true });
    pushKept({ ...before, noiseSuppression: true });
    await answer(0);
    pushKept();
    expect(shown).toEqual([
      [false, false],
      [false, true],
      [true, true],
      [false, true],
    ]);
  });

  it('end as the last change of one switch says, also where answers overtake each other', async () => {
    const { model, shown, answer } = await load();
    void model.write({ lowData: true });
    void model.write({ lowData: false });
    await answer(1);
    await answer(0);
    expect(model.settings.value.lowData).toBe(false);
    expect(shown).toEqual([
      [false, false],
      [false, true],
      [false, false],
    ]);
  });

  it('follow another window', async () => {
    const { model, pushKept, before } = await load();
    pushKept({ ...before, language: 'id' });
    expect(model.settings.value.language).toBe('id');
  });
});
