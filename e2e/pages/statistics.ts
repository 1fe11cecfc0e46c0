import type { Locator, Page } from '@playwright/test';

/** The panel of a running call's numbers. */
export class Statistics {
  readonly panel: Locator;

  constructor(page: Page) {
    this.panel = page.getByRole('dialog', { name: 'Statistics' });
  }

  /** What stands beside a label, in a group where it stands in several. */
  value(label: string, group?: 'Sending' | 'Receiving'): Locator {
    const place =
      group === undefined
        ? this.panel
        : this.panel
            .locator('section')
            .filter({ has: this.panel.page().getByRole('heading', { name: group }) });
    return place
      .locator('div')
      .filter({
        has: this.panel
          .page()
          .getByRole('term')
          .filter({ hasText: new RegExp(`^${label}$`) }),
      })
      .getByRole('definition');
  }
}
