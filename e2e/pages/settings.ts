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
  async open(page: SettingsPage): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Settings' });
    if (!(await dialog.isVisible())) await this.button('Settings').click();
    await dialog.getByRole('navigation').getByRole('button', { name: page, exact: true }).click();
    await expect(dialog.getByRole('heading', { name: page, level: 2 })).toBeVisible();
  }

  async close(): Promise<void> {
    await this.button('Close settings').click();
  }
}
