import { expect, type Page } from '@playwright/test';
import type { Person } from '../fixtures/person.ts';
import { Call } from './call.ts';
import { Home } from './home.ts';

/** A tab of a person's browser that opens Tatap, beside the first one. */
export class Tab {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(person: Person, url: string): Promise<Tab> {
    const page = await person.page.context().newPage();
    await page.goto(url);
    return new Tab(page);
  }

  /** The tab that the person began with. */
  static firstOf(person: Person): Tab {
    return new Tab(person.page);
  }

  get home(): Home {
    return new Home(this.page);
  }

  get call(): Call {
    return new Call(this.page);
  }

  async waits(): Promise<void> {
    await expect(
      this.page.getByRole('heading', { name: 'Tatap is open in another window' }),
    ).toBeVisible();
  }

  async waitsForCall(): Promise<void> {
    await expect(
      this.page.getByRole('heading', { name: 'You are in a call in another window' }),
    ).toBeVisible();
  }

  async useHere(): Promise<void> {
    await this.home.button('Use here').click();
  }

  async close(): Promise<void> {
    await this.page.close({ runBeforeUnload: false });
  }
}
