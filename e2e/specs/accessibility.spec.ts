import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';
import { settingsPages } from '../pages/settings.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What another colour scheme can break. */
const darkRules = ['color-contrast', 'link-in-text-block'];

/** Fails on any finding of axe, in light and in dark. */
async function examine(page: Page, screen: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Colours on their way from one scheme to the other are no finding.
    await page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      const changes = document.getAnimations().filter((one) => one instanceof CSSTransition);
      await Promise.all(changes.map((change) => change.finished.catch(() => undefined)));
    });
    const axe = new AxeBuilder({ page }).setLegacyMode();
    const examination = colorScheme === 'light' ? axe.withTags(rules) : axe.withRules(darkRules);
    const { violations } = await examination.analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html}: ${node.failureSummary}`),
    );
    expect(found, `${screen}, ${colorScheme}`).toEqual([]);
  }
}

test('no screen has an accessibility finding', async ({ launch, join }) => {
  test.slow();
  const sari = await launch('sari');
  const { page } = sari;
  await expect(page.getByRole('heading', { name: 'Create your account' })).toBeVisible();
  await examine(page, 'first start');
  await sari.start.createAccount(sari);
  await expect(page.getByRole('heading', { name: 'Camera and microphone' })).toBeVisible();
  await examine(page, 'device check');
  await sari.start.button('Next').click();
  await expect(sari.start.button('Start using Tatap')).toBeVisible();
  await examine(page, 'own ID');
  await sari.start.finish();
  await examine(page, 'empty home');

  const budi = await join('budi');
  await sari.home.button('Add contact').first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await examine(page, 'add contact');
  await sari.home.field('Their ID').fill(budi.id);
  await sari.home.button('Send request').click();
  await expect(budi.home.contact(sari.name)).toBeVisible();
  await examine(budi.page, 'home with a request');
  await budi.home.acceptContact(sari.name);
  await sari.home.openContact(budi.name);
  await examine(page, 'contact');
  await sari.home.dial.fill('bud');
  await examine(page, 'dial results');
  await sari.home.dial.fill('');

  await sari.home.videoCall(budi.name);
  await budi.call.rings();
  await examine(page, 'outgoing');
  await examine(budi.page, 'incoming');
  await budi.call.accept();
  await budi.call.shows(sari.name, sari.likeness);
  await page.mouse.move(300, 300);
  await examine(page, 'call');
  await budi.call.press('Hang up');
  await sari.call.endsWith(`${budi.name} hung up`);
  await sari.page.mouse.move(310, 310);
  await examine(page, 'ended');
});

test('no settings page has an accessibility finding', async ({ join }) => {
  const sari = await join('sari');
  for (const page of settingsPages) {
    await sari.settings.open(page);
    await examine(sari.page, page);
  }
});
