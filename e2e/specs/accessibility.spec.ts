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

test('first start has no accessibility finding', async ({ launch }) => {
  const sari = await launch('sari');
  const { page } = sari;
  await expect(page.getByRole('heading', { name: 'Create your account' })).toBeVisible();
  await examine(page, 'first start');
  await sari.start.createAccount(sari);
  await expect(page.getByRole('heading', { name: 'Save your recovery code' })).toBeVisible();
  await examine(page, 'recovery code');
  await sari.start.keepRecoveryCode();
  await expect(page.getByRole('heading', { name: 'Camera and microphone' })).toBeVisible();
  await examine(page, 'device check');
  await sari.start.button('Next').click();
  await expect(sari.start.button('Start using Tatap')).toBeVisible();
  await examine(page, 'own ID');
  await sari.start.finish();
  await examine(page, 'empty home');
});

test('the home screen has no accessibility finding', async ({ enter }) => {
  const [sari, tono] = await Promise.all([enter('sari'), enter('tono')]);
  await tono.home.button('Add contact').first().click();
  await expect(tono.page.getByRole('dialog')).toBeVisible();
  await examine(tono.page, 'add contact');
  await tono.home.field('Their ID').fill(sari.id);
  await tono.home.button('Send request').click();
  await expect(sari.home.contact(tono.name)).toBeVisible();
  await examine(sari.page, 'home with a request');
  await sari.home.acceptContact(tono.name);
  await sari.home.openContact(tono.name);
  await examine(sari.page, 'contact');
  await sari.home.dial.fill('ton');
  await examine(sari.page, 'dial results');
});

test('a call has no accessibility finding', async ({ friends: { sari, budi } }) => {
  await sari.home.videoCall(budi.name);
  await budi.call.rings();
  await examine(sari.page, 'outgoing');
  await examine(budi.page, 'incoming');
  await budi.call.accept();
  await budi.call.shows(sari.name, sari.likeness);
  await sari.page.mouse.move(300, 300);
  await examine(sari.page, 'call');
  await budi.call.press('Hang up');
  await sari.call.endsWith(`${budi.name} hung up`);
  await sari.page.mouse.move(310, 310);
  await examine(sari.page, 'ended');
});

const half = Math.ceil(settingsPages.length / 2);
for (const pages of [settingsPages.slice(0, half), settingsPages.slice(half)]) {
  test(`settings have no accessibility finding: ${pages.join(', ')}`, async ({ enter }) => {
    const sari = await enter('sari');
    for (const page of pages) {
      await sari.settings.open(page);
      await examine(sari.page, page);
    }
  });
}
