import type { PushPayload } from '@tatap/protocol/ipc';
import type { MenuItemConstructorOptions } from 'electron';
import type { Texts } from '../i18n/texts.ts';

export interface MenuContext {
  readonly texts: Texts;
  readonly platform: NodeJS.Platform;
  /** Adds what helps to develop and is of no use to others. */
  readonly development: boolean;
  readonly choose: (chosen: PushPayload<'menu.chosen'>) => void;
}

/**
 * The application menu. Roles bring the system's own words and keys; our items name their shortcut
 * but leave the key to the page where the system lets them (`registerAccelerator`), which has the
 * same shortcuts in a browser tab, so that one press is never two.
 */
export function menuTemplate(context: MenuContext): MenuItemConstructorOptions[] {
  const mac = context.platform === 'darwin';
  return [
    ...(mac ? [appMenu(context)] : []),
    fileMenu(context, mac),
    { label: context.texts.edit, role: 'editMenu' },
    viewMenu(context),
    { label: context.texts.window, role: 'windowMenu' },
  ];
}

function item(
  label: string,
  accelerator: string | undefined,
  click: () => void,
): MenuItemConstructorOptions {
  return {
    label,
    click,
    ...(accelerator !== undefined && { accelerator, registerAccelerator: false }),
  };
}

function appMenu({ texts, choose }: MenuContext): MenuItemConstructorOptions {
  return {
    label: 'Tatap',
    submenu: [
      { role: 'about', label: texts.about },
      { type: 'separator' },
      item(texts.settings, 'CmdOrCtrl+,', () => choose('settings')),
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit', label: texts.quit },
    ],
  };
}

function fileMenu({ texts, choose }: MenuContext, mac: boolean): MenuItemConstructorOptions {
  return {
    label: texts.file,
    submenu: [
      item(texts.dial, 'CmdOrCtrl+K', () => choose('dial')),
      ...(mac ? [] : [item(texts.settings, 'CmdOrCtrl+,', () => choose('settings'))]),
      { type: 'separator' },
      item(texts.signOut, undefined, () => choose('sign-out')),
      { type: 'separator' },
      mac ? { role: 'close' } : { role: 'quit', label: texts.quit },
    ],
  };
}

function viewMenu({ texts, development }: MenuContext): MenuItemConstructorOptions {
  const developing: MenuItemConstructorOptions[] = [
    { role: 'reload' },
    { role: 'toggleDevTools' },
    { type: 'separator' },
  ];
  return {
    label: texts.view,
    submenu: [
      ...(development ? developing : []),
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
}
