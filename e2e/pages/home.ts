import { expect, type Locator } from '@playwright/test';
import { AppPage } from './app-page.ts';

/** Contacts, presence, and starting calls. */
export class Home extends AppPage {
  /** The server knows this device: calls find it. */
  async isOnline(): Promise<void> {
    await expect(this.button(/^Your presence: (?!Offline)/)).toBeEnabled();
  }

  async requestContact(id: string): Promise<void> {
    await this.button('Add contact').first().click();
    await this.field('Their ID').fill(id);
    await this.button('Send request').click();
  }

  /** Accepts the request of a person; `name` is their display name. */
  async acceptContact(name: string): Promise<void> {
    await this.button(`Accept ${name}`).click();
  }

  /** The sidebar's entry of a contact. */
  contact(name: string): Locator {
    return this.page
      .getByRole('navigation', { name: 'People and calls' })
      .getByRole('listitem')
      .filter({ hasText: name });
  }

  async sees(name: string, presence: string): Promise<void> {
    await expect(this.contact(name)).toContainText(presence);
  }

  async openContact(name: string): Promise<void> {
    await this.contact(name).getByRole('button').first().click();
    await expect(this.page.getByRole('heading', { name, exact: true })).toBeVisible();
  }

  async videoCall(name: string): Promise<void> {
    await this.openContact(name);
    await this.button('Video call').click();
  }

  async audioCall(name: string): Promise<void> {
    await this.openContact(name);
    await this.button('Audio call').click();
  }

  /** Whether a call with somebody stands among the past ones; looks there. */
  async remembersCallWith(name: string): Promise<void> {
    await this.page.getByRole('tab', { name: /^Calls/ }).click();
    const calls = this.page.getByRole('tabpanel', { name: /^Calls/ }).getByRole('listitem');
    await expect(calls.filter({ hasText: name }).first()).toBeVisible();
  }

  /** Calls anybody by typing their ID. */
  async dialId(id: string): Promise<void> {
    await this.dial.fill(id);
    await this.dial.press('Enter');
  }
}
