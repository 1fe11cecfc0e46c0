import { expect, type Locator } from '@playwright/test';
import { limit } from '../../tools/test/pace.ts';
import { AppPage } from './app-page.ts';

/** What the report says of each step, as `verdict finding`. */
export type Found = Readonly<Record<string, string>>;

/** The set-up check, opened from the network settings. */
export class SetupCheck extends AppPage {
  get #dialog(): Locator {
    return this.page.getByRole('dialog', { name: 'Check my set-up' });
  }

  get #report(): Locator {
    return this.#dialog.locator('pre');
  }

  /** Runs a check to its end, the first or another one. */
  async run(): Promise<Found> {
    const isOpen = await this.#dialog.isVisible();
    const before = isOpen ? await this.report() : '';
    await this.button(isOpen ? 'Check again' : 'Check my set-up').click();
    // A report says when its check began, so that none is taken for another's.
    const hasReport = async () =>
      (await this.#report.count()) > 0 && (await this.report()) !== before;
    await expect
      .poll(hasReport, { message: 'the check ends', intervals: [50], timeout: limit(12_000) })
      .toBe(true);
    return foundIn(await this.report());
  }

  async close(): Promise<void> {
    await this.#dialog.getByRole('button', { name: 'Close' }).click();
    await expect(this.#dialog).toBeHidden();
  }

  async report(): Promise<string> {
    return (await this.#report.textContent()) ?? '';
  }

  /** One step with all that is said of it. */
  step(name: string): Locator {
    const heading = this.page.getByText(name, { exact: true });
    return this.#dialog.getByRole('listitem').filter({ has: heading });
  }
}

/** The results of a report: step → verdict and kind. */
export function foundIn(report: string): Found {
  const lines = [...report.matchAll(/^(good|note|warning|failed) +(\S+) +(\S+) \(/gm)];
  return Object.fromEntries(lines.map(([, verdict, step, kind]) => [step, `${verdict} ${kind}`]));
}
