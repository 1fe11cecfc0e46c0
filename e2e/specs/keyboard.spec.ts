import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/test.ts';

/** Goes on by Tab until the focus is on the control of that name. */
async function tabTo(page: Page, name: string): Promise<void> {
  const names: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    await page.keyboard.press('Tab');
    const focused = page.locator(':focus');
    if ((await focused.count()) === 0) continue;
    // The first line is the control itself; what is in it follows.
    const [control = ''] = (await focused.first().ariaSnapshot()).split('\n');
    names.push(control);
    if (control.includes(`"${name}"`)) return;
  }
  throw new Error(`Tab does not lead to "${name}", only to:\n${names.join('\n')}`);
}

test('a person makes their first call without a mouse', async ({ launch, join }) => {
  const budi = await join('budi');
  const sari = await launch('sari');
  const { page } = sari;

  await test.step('first start', async () => {
    await expect(page.getByRole('heading', { name: 'Create your account' })).toBeVisible();
    for (const [label, text] of [
      ['Name', sari.name],
      ['ID', sari.id],
      ['Password', sari.password],
    ] as const) {
      await tabTo(page, label);
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(text);
    }
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Save your recovery code' })).toBeVisible();
    await tabTo(page, 'I saved it');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Camera and microphone' })).toBeVisible();
    await tabTo(page, 'Next');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Start using Tatap');
    await page.keyboard.press('Enter');
    await sari.home.isHome();
  });

  await test.step('dial and call', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.type(budi.id);
    await page.keyboard.press('Enter');
    await budi.call.rings();
  });

  await test.step('answer and talk', async () => {
    await tabTo(budi.page, 'Accept with video');
    await budi.page.keyboard.press('Enter');
    await budi.call.isRunning();
    await budi.call.shows(sari.name, sari.likeness);
    await tabTo(page, 'Mute microphone');
    await page.keyboard.press('Enter');
    await budi.call.hearsNothingOf(sari.name);
  });

  await test.step('hang up', async () => {
    await tabTo(page, 'Hang up');
    await page.keyboard.press('Enter');
    await budi.call.endsWith(`${sari.name} hung up`);
  });
});
