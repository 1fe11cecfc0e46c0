import type { PushPayload } from '@tatap/protocol/ipc';
import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { Texts } from '../i18n/texts.ts';

export interface MenuContext {
  readonly texts: Texts;
  readonly platform: NodeJS.Platform;
  /** Adds what helps to develop and is of no use to others. */
  readonly development: boolean;
  readonly choose: (chosen: PushPayload<'menu.chosen'>) => void;
}

/** Sets the application menu in the person's language; again whenever that changes. */
export function setupMenu(
  texts: Texts,
  choose: (chosen: PushPayload<'menu.chosen'>) => void,
): void {
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({ texts, platform: process.platform, development: !app.isPackaged, choose }),
    ),
  );
}

/**
 * The application menu. Roles bring the system's own behaviour and keys, but their words are English
 * in every language (Electron, `menu-item-roles.ts`), so each has a label here. Our items name their shortcut
 * but leave the key to the page where the system lets them (`registerAccelerator`), which has the
 * same shortcuts in a browser tab, so that one press is never two.
 */
export function menuTemplate(context: MenuContext): MenuItemConstructorOptions[] {
  const mac = context.platform === 'darwin';
  return [
    ...(mac ? [appMenu(context)] : []),
    fileMenu(context, mac),
    editMenu(context.texts, mac),
    viewMenu(context),
    windowMenu(context.texts, mac),
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
      { role: 'services', label: texts.services },
      { type: 'separator' },
      { role: 'hide', label: texts.hide },
      { role: 'hideOthers', label: texts.hideOthers },
      { role: 'unhide', label: texts.showAll },
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
      mac ? { role: 'close', label: texts.close } : { role: 'quit', label: texts.quit },
    ],
  };
}

function editMenu(texts: Texts, mac: boolean): MenuItemConstructorOptions {
  return {
    label: texts.edit,
    role: 'editMenu',
    submenu: [
      { role: 'undo', label: texts.undo },
      { role: 'redo', label: texts.redo },
      { type: 'separator' },
      { role: 'cut', label: texts.cut },
      { role: 'copy', label: texts.copy },
      { role: 'paste', label: texts.paste },
      ...(mac ? [{ role: 'pasteAndMatchStyle', label: texts.pasteAndMatchStyle } as const] : []),
      { role: 'delete', label: texts.remove },
      { role: 'selectAll', label: texts.selectAll },
    ],
  };
}

/** The role lets macOS add the windows there are. */
function windowMenu(texts: Texts, mac: boolean): MenuItemConstructorOptions {
  return {
    label: texts.window,
    role: 'windowMenu',
    submenu: [
      { role: 'minimize', label: texts.minimize },
      { role: 'zoom', label: texts.zoomWindow },
      ...(mac
        ? [{ type: 'separator' } as const, { role: 'front', label: texts.allToFront } as const]
        : [{ role: 'close', label: texts.close } as const]),
    ],
  };
}

function viewMenu({ texts, development }: MenuContext): MenuItemConstructorOptions {
  const developing: MenuItemConstructorOptions[] = [
    { role: 'reload', label: texts.reload },
    { role: 'toggleDevTools', label: texts.developerTools },
    { type: 'separator' },
  ];
  return {
    label: texts.view,
    submenu: [
      ...(development ? developing : []),
      { role: 'resetZoom', label: texts.actualSize },
      { role: 'zoomIn', label: texts.zoomIn },
      { role: 'zoomOut', label: texts.zoomOut },
      { type: 'separator' },
      { role: 'togglefullscreen', label: texts.fullScreen },
    ],
  };
}
