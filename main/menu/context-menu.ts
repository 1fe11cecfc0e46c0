import {
  app,
  type ContextMenuParams,
  Menu,
  type MenuItemConstructorOptions,
  type WebContents,
} from 'electron';
import type { Texts } from '../i18n/texts.ts';

/** What Electron tells of a right click, as far as the menu depends on it. */
export type ContextClick = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'editFlags' | 'misspelledWord' | 'dictionarySuggestions'
>;

/**
 * What a right click offers: in a text field what a text field does, on chosen text a copy of it,
 * and nothing elsewhere.
 *
 * @param correct puts a suggestion in the place of the word that is misspelled
 */
export function contextMenuTemplate(
  click: ContextClick,
  texts: Texts,
  correct: (suggestion: string) => void,
): MenuItemConstructorOptions[] {
  const { editFlags } = click;
  const copy = { role: 'copy', label: texts.copy, enabled: editFlags.canCopy } as const;
  if (!click.isEditable) return click.selectionText.trim() === '' ? [] : [copy];
  return [
    ...spelling(click, texts, correct),
    { role: 'undo', label: texts.undo, enabled: editFlags.canUndo },
    { role: 'redo', label: texts.redo, enabled: editFlags.canRedo },
    { type: 'separator' },
    { role: 'cut', label: texts.cut, enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: texts.paste, enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: texts.selectAll, enabled: editFlags.canSelectAll },
  ];
}

function spelling(
  { misspelledWord, dictionarySuggestions }: ContextClick,
  texts: Texts,
  correct: (suggestion: string) => void,
): MenuItemConstructorOptions[] {
  if (misspelledWord === '') return [];
  const suggestions = dictionarySuggestions.map((label) => ({
    label,
    click: () => correct(label),
  }));
  return [
    ...(suggestions.length > 0 ? suggestions : [{ label: texts.noSuggestions, enabled: false }]),
    { type: 'separator' },
  ];
}

/** Gives every page its menu: Electron has none of its own. */
export function setupContextMenu(texts: () => Texts): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('context-menu', (_click, params) => show(contents, params, texts()));
  });
}

function show(contents: WebContents, params: ContextMenuParams, texts: Texts): void {
  const template = contextMenuTemplate(params, texts, (suggestion) =>
    contents.replaceMisspelling(suggestion),
  );
  if (template.length > 0) Menu.buildFromTemplate(template).popup();
}
