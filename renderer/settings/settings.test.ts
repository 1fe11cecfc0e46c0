import { applyPatch, defaultSettings, type Settings } from '@tatap/protocol/settings';
import { describe, expect, it } from 'vitest';
import { settled } from '../../testing/settled.ts';
import { silentLogger } from '../log.ts';
import { loadSettings } from './settings.ts';

/** A host that takes changes in their order and answers when a test says so. */
async function load() {
  let kept: Settings = { ...defaultSettings, noiseSuppression: false, lowData: false };
  let push = (_: Settings) => {};
  let broken = false;
  const answers: (() => void)[] = [];
  const model = await loadSettings(
    {
      read: async () => ({ settings: kept, keptAside: null }),
      async write(patch) {
        if (broken) throw new Error('disk-full');
        kept = applyPatch(kept, patch);
        const answer = kept;
        return new Promise((resolve) => answers.push(() => resolve(answer)));
      },
      onChanged(listener) {
        push = listener;
        return () => {};
      },
    },
    silentLogger,
  );
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
    kept: () => kept,
    breakDisk: (now: boolean) => {
      broken = now;
    },
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

  it('follow another tab, also in what was changed here before', async () => {
    const { model, answer, pushKept, before } = await load();
    void model.write({ language: 'en' });
    await answer(0);
    pushKept({ ...before, language: 'id' });
    expect(model.settings.value.language).toBe('id');
  });

  it('that could not be kept hold on, and go along with the next change', async () => {
    const { model, answer, breakDisk, kept } = await load();
    breakDisk(true);
    await model.write({ theme: 'dark' });
    expect(model.settings.value.theme).toBe('dark');
    expect(kept().theme).toBe('system');
    breakDisk(false);
    void model.write({ language: 'id', theme: undefined });
    await settled();
    await answer(0);
    expect(kept()).toMatchObject({ theme: 'dark', language: 'id' });
    expect(model.settings.value).toEqual(kept());
  });

  it('take a server address in its plain form, and nothing that is none', async () => {
    const { model, kept } = await load();
    void model.write({ serverUrl: ' HTTPS://Tatap.Test/ ' });
    await model.write({ serverUrl: 'javascript:alert(1)' });
    expect(model.settings.value.serverUrl).toBe('https://tatap.test');
    expect(kept().serverUrl).toBe('https://tatap.test');
  });

  it('are the defaults where the host cannot read them', async () => {
    const failing = { read: () => Promise.reject(new Error('failed')), onChanged: () => () => {} };
    const port = { ...failing, write: async () => defaultSettings };
    const model = await loadSettings(port, silentLogger);
    expect(model.settings.value).toEqual(defaultSettings);
    expect(model.keptAside.value).toBeNull();
  });
});
