import { beCalled, expect, overlaps, phone, recorded, settings, test, zoomed } from './fixture.ts';

test('an incoming call is not hidden behind the settings', async ({ open }) => {
  const page = await open('settings-about');
  await beCalled(page);
  await expect(settings(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Accept with video' })).toBeVisible();
});

test('holding an accept down says so ahead of the click, and that it was let go', async ({
  open,
}) => {
  const page = await open('call-incoming');
  const accept = page.getByRole('button', { name: 'Accept with video' });
  const pressed = ['call.press'];
  const letGo = [...pressed, 'call.letGo'];
  const said = async () =>
    (await recorded(page)).filter((action) => /press|letGo|accept/.test(action));
  await accept.hover();
  await page.mouse.down({ button: 'right' });
  await page.mouse.up({ button: 'right' });
  await page.mouse.down();
  expect(await said()).toEqual(pressed);
  await page.mouse.move(1, 1);
  await page.mouse.up();
  await expect.poll(said, 'recorded presses').toEqual(letGo);

  await accept.focus();
  await page.keyboard.down(' ');
  await page.keyboard.down(' ');
  expect(await said()).toEqual([...letGo, ...pressed]);
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  expect(await said()).toEqual([...letGo, ...letGo]);
  await page.keyboard.up(' ');
  await page.keyboard.press('Enter');
  expect((await said()).slice(4)).toEqual(['call.accept', 'call.accept']);
});

test('a call is accepted as it was offered, and declined, by keys', async ({ open }) => {
  const page = await open('call-incoming');
  await page.keyboard.press('Control+Enter');
  await page.keyboard.press('Control+Shift+H');
  expect((await recorded(page)).filter((action) => action.startsWith('call.'))).toEqual([
    'call.accept',
    'call.decline',
  ]);
});

test('of the answers one is green, and none wraps', async ({ open }) => {
  for (const state of ['call-incoming', 'call-incoming-stranger']) {
    const page = await open(state);
    await expect(page.locator('.button[data-kind=positive]')).toHaveCount(1);
    const heights = await page
      .locator('.incoming-card__answers .button__content')
      .evaluateAll((contents) => contents.map((content) => content.getBoundingClientRect().height));
    expect(new Set(heights).size).toBe(1);
  }
});

test('the camera stays off until oneself is asked for', async ({ open }) => {
  const page = await open('call-incoming');
  expect(await recorded(page)).not.toContain('devices.previewCamera');
  await page.getByRole('button', { name: 'See myself first' }).click();
  await expect(page.getByLabel('Your video')).toBeVisible();
});

test('who is called stands beside the own picture, not over it', async ({ page, open }) => {
  for (const size of [zoomed, phone, { width: 1100, height: 760 }]) {
    await page.setViewportSize(size);
    await open('call-outgoing');
    await expect(page.getByLabel('Your video')).toBeVisible();
    const parts = ['.outgoing__who', '.outgoing__self', '.outgoing__bottom'];
    expect(await overlaps(page, parts)).toEqual([]);
  }
});

test('both devices blocked is one sentence, and their buttons ask again', async ({ open }) => {
  const page = await open('call-outgoing-nothing');
  const words = 'Camera and microphone access is blocked. Budi Santoso can’t see or hear you.';
  await expect(page.locator('.outgoing__notice')).toHaveText(words);
  await page.getByRole('button', { name: 'Camera access is blocked' }).click();
  await page.getByRole('button', { name: 'Microphone access is blocked' }).click();
  expect(await recorded(page)).toEqual(
    expect.arrayContaining(['call.setCamera', 'call.setMicrophone']),
  );
});

test('the small window shows all answers, each in one line, in both languages', async ({
  page,
  open,
}) => {
  await page.setViewportSize({ width: 380, height: 220 });
  for (const [state, language] of [
    ['ringing-window', 'en'],
    ['ringing-window', 'id'],
    ['ringing-window-unconfirmed', 'en'],
    ['ringing-window-unconfirmed', 'id'],
  ]) {
    await open(`${state}&language=${language}`);
    const answers = page.locator('.incoming-card__answers .button__content');
    await expect(answers).toHaveCount(4);
    const heights = await answers.evaluateAll((all) =>
      all.map((one) => Math.round(one.getBoundingClientRect().height)),
    );
    expect(Math.max(...heights)).toBeLessThan(24);
    const beyond = await page
      .locator('.ringing-window')
      .evaluate((window) => window.scrollHeight - window.clientHeight);
    expect(beyond).toBe(0);
  }
});

test('both incoming screens warn of a new device of a verified person', async ({ page, open }) => {
  const words = 'You verified Budi Santoso, but not this new device. It may be somebody else.';
  for (const size of [{ width: 1100, height: 760 }, zoomed, phone]) {
    await page.setViewportSize(size);
    await open('call-incoming-unconfirmed');
    const card = page.getByRole('alertdialog', { name: 'Budi Santoso' });
    await expect(card).toHaveAccessibleDescription(new RegExp(words));
    await expect(page.locator('.incoming-card__warning')).toBeInViewport({ ratio: 1 });
    const parts = ['.incoming-card__who', '.incoming-card__warning', '.incoming-card__answers'];
    expect(await overlaps(page, parts)).toEqual([]);
  }
  await page.getByRole('button', { name: 'Accept with video' }).click();
  expect(await recorded(page)).toContain('call.accept');

  await page.setViewportSize({ width: 380, height: 220 });
  await open('ringing-window-unconfirmed');
  await expect(page.getByRole('alertdialog')).toHaveAccessibleDescription(new RegExp(words));
  await expect(page.getByText(words)).toBeInViewport({ ratio: 1 });
});

test('an ordinary call shows no warning', async ({ open }) => {
  for (const state of ['call-incoming', 'ringing-window']) {
    const page = await open(state);
    await expect(page.getByRole('button', { name: 'Accept with video' })).toBeVisible();
    await expect(page.locator('.incoming-card__warning')).toHaveCount(0);
  }
});
