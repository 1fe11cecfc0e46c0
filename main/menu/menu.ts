import type { PushPayload } from '@tatap/protocol/ipc';
import { app, Menu } from 'electron';
import type { Texts } from '../i18n/texts.ts';
import { menuTemplate } from './template.ts';

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
