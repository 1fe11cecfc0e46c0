import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixture.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What another colour scheme can break. */
const darkRules = ['color-contrast', 'link-in-text-block'];

const screens = {
  'first start': [
    'start-create',
    'start-sign-in',
    'start-recover',
    'start-recovery-code',
    'start-devices',
    'start-share',
  ],
  'the home screen': [
    'home-empty',
    'home-full',
    'home-calls',
    'home-dial-name',
    'home-contact-request',
    'home-contact-menu',
    'home-add',
  ],
  'ringing and its end': [
    'call-outgoing',
    'call-incoming',
    'call-incoming-unconfirmed',
    'ringing-window',
    'call-ended-hung-up',
  ],
  'a call': [
    'call-active',
    'call-active-devices',
    'call-unconfirmed',
    'call-statistics',
    'call-safety',
    'call-screen-both',
    'call-screen-picker',
  ],
  settings: [
    'settings-devices',
    'settings-calls',
    'settings-notifications',
    'settings-appearance',
    'settings-account',
    'settings-network',
    'settings-shortcuts',
    'settings-about',
    'setup-well',
  ],
};

// Pictures that move blend colours while axe looks.
test.use({ contextOptions: { reducedMotion: 'reduce' } });

async function setTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.evaluate(async (name) => {
    document.documentElement.setAttribute('data-theme', name);
    await new Promise(requestAnimationFrame);
    // Colours on their way from one scheme to the other are no finding.
    const changes = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.all(changes.map((change) => change.finished.catch(() => undefined)));
  }, theme);
}

/** What axe finds on the page as it is, as readable lines. */
async function findings(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const examination = theme === 'light' ? axe.withTags(rules) : axe.withRules(darkRules);
  const { violations } = await examination.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html}: ${node.failureSummary}`),
  );
}

for (const [screen, states] of Object.entries(screens)) {
  test(`${screen}: no accessibility finding in light and in dark`, async ({ open }) => {
    for (const state of states) {
      const page = await open(state);
      for (const theme of ['light', 'dark'] as const) {
        await setTheme(page, theme);
        expect(await findings(page, theme), `${state}, ${theme}`).toEqual([]);
      }
    }
  });
}
