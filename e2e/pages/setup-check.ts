import { expect, type Locator } from '@playwright/test';
import { AppPage } from './app-page.ts';

/** What the report says of each step, as `verdict finding`. */
export type Found = Readonly<Record<string, string>>;

/** The set-up check, opened from the network settings. */
export class SetupCheck extends AppPage {
  get #dialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Check my set-up' });
  }

  /** Runs a check to its end, the first or another one. */
  async run(): Promise<Found> {
    if (await this.#dialog.isVisible()) await this.button('Check again').click();
    else await this.button('Check my set-up').click();
    // Each run begins without a report of its own.
    await expect(this.#dialog.getByText(/^Checking: \d+ of \d+ done\.$/)).toBeVisible();
    await expect(this.button('Copy report')).toBeVisible({ timeout: 12_000 });
    return foundIn(await this.report());
  }

  async close(): Promise<void> {
    await this.#dialog.getByRole('button', { name: 'Close' }).click();
    await expect(this.#dialog).toBeHidden();
  }

  async report(): Promise<string> {
    return (await this.#dialog.locator('pre').textContent()) ?? '';
  }

  /** One step with all that is said of it. */
  step(name: string): Locator {
    const heading = this.page.getByText(name, { exact: true });
    return this.#dialog.getByRole('listitem').filter({ has: heading });
  }
}

function foundIn(report: string): Found {
  const lines = [...report.matchAll(/^(good|note|warning|failed) +(\S+) +(\S+) \(/gm)];
  return Object.fromEntries(lines.map(([, verdict, step, kind]) => [step, `${verdict} ${kind}`]));
}
