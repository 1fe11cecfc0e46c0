import { expect, test, vi } from 'vitest';
import { textsFor } from '../i18n/texts.ts';
import type { ContextClick } from './context-menu.ts';
import { menuTemplate } from './menu.ts';

vi.mock('electron', () => ({ app: {}, Menu: {} }));
const { contextMenuTemplate } = await import('./context-menu.ts');

interface Entry {
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly submenu?: unknown;
}

/** Every entry of a template, however deep, separators left out. */
function entries(template: readonly Entry[]): Entry[] {
  return template
    .filter(({ type }) => type !== 'separator')
    .flatMap((entry) => [
      entry,
      ...(Array.isArray(entry.submenu) ? entries(entry.submenu as Entry[]) : []),
    ]);
}

test.each(['darwin', 'win32', 'linux'] as const)(
  'no entry of the menu is left to the English words of its role on %s',
  (platform) => {
    const template = menuTemplate({
      texts: textsFor('id'),
      platform,
      development: true,
      choose: () => undefined,
    });
    const all = entries(template as Entry[]);
    expect(all.length).toBeGreaterThan(15);
    expect(all.filter(({ label }) => label === undefined)).toEqual([]);
    const english = new Set(Object.values(textsFor('en')));
    // The name of the program and "Edit" are the same in both.
    const alike = all.filter(({ label = '' }) => english.has(label)).map(({ label }) => label);
    expect(alike).toEqual(['Edit']);
  },
);

const click: ContextClick = {
  isEditable: true,
  selectionText: '',
  misspelledWord: '',
  dictionarySuggestions: [],
  editFlags: {
    canUndo: true,
    canRedo: false,
    canCut: false,
    canCopy: false,
    canPaste: true,
    canDelete: false,
    canSelectAll: true,
    canEditRichly: false,
  },
};
const offered = (change: Partial<ContextClick>, correct = (_word: string) => undefined) =>
  contextMenuTemplate({ ...click, ...change }, textsFor('en'), correct).filter(
    ({ type }) => type !== 'separator',
  );

test('a right click in a text field offers what can be done there', () => {
  const possible = offered({})
    .filter(({ enabled }) => enabled !== false)
    .map(({ role }) => role);
  expect(possible).toEqual(['undo', 'paste', 'selectAll']);
});

test('a right click on chosen text offers to copy it, and one on nothing offers nothing', () => {
  const editFlags = { ...click.editFlags, canCopy: true };
  expect(offered({ isEditable: false, selectionText: 'rina', editFlags })).toMatchObject([
    { role: 'copy', enabled: true },
  ]);
  expect(offered({ isEditable: false, selectionText: ' ' })).toEqual([]);
});

test('a misspelled word is put right by the suggestion that is chosen', () => {
  const corrected: string[] = [];
  const [first] = offered(
    { misspelledWord: 'helo', dictionarySuggestions: ['hello', 'help'] },
    (word) => {
      corrected.push(word);
    },
  );
  expect(first?.label).toBe('hello');
  const press = first?.click as (() => void) | undefined;
  press?.();
  expect(corrected).toEqual(['hello']);
  expect(offered({ misspelledWord: 'xqz' })[0]).toMatchObject({ enabled: false });
});
