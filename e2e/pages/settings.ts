import { expect } from '@playwright/test';
import { AppPage } from './app-page.ts';

export const settingsPages = [
  'Devices',
  'Calls',
  'Notifications',
  'Appearance and language',
  'Account and devices',
  'Network',
  'Shortcuts',
  'About',
] as const;

export type SettingsPage = (typeof settingsPages)[number];

/** The settings over the whole window. */
export class SettingsScreen extends AppPage {
  async open(page: SettingsPage, how: 'by press' | 'by key' = 'by press'): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Settings' });
    if (!(await dialog.isVisible())) {
      if (how === 'by key') await this.page.keyboard.press('ControlOrMeta+,');
      else await this.button('Settings').click();
      await expect(dialog).toBeVisible();
    }
    await dialog.getByRole('navigation').getByRole('button', { name: page, exact: true }).click();
    await expect(dialog.getByRole('heading', { name: page, level: 2 })).toBeVisible();
  }

  async close(): Promise<void> {
    await this.button('Close settings').click();
  }
}
