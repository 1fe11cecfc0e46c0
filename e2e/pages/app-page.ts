import { expect, type Locator, type Page } from '@playwright/test';

/** A button under a mouse that is down. */
export interface HeldButton {
  /** It does not click then. */
  letGoElsewhere(): Promise<void>;
}

/** The whole app, found as a person finds things: by role and name. */
export class AppPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  /** Holds a button down until it is let go of. */
  async hold(name: string): Promise<HeldButton> {
    await this.button(name).hover();
    await this.page.mouse.down();
    return {
      letGoElsewhere: async () => {
        await this.page.mouse.move(1, 1);
        await this.page.mouse.up();
      },
    };
  }

  field(name: string | RegExp): Locator {
    return this.page.getByRole('textbox', { name, exact: typeof name === 'string' });
  }

  /** The field that finds and dials. */
  get dial(): Locator {
    return this.page.getByRole('combobox', { name: 'Search or type an ID to call' });
  }

  /** The home screen is there and the server is reached. */
  async isHome(): Promise<void> {
    await expect(this.dial).toBeVisible();
  }

  async says(text: string | RegExp): Promise<void> {
    await expect(this.page.getByText(text).first()).toBeVisible();
  }
}
