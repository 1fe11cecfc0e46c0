import type { Page } from '@playwright/test';
import type { ShownCall } from '../../../renderer/calls/model.ts';
import { expect, phone, recorded, test, zoomed } from './fixture.ts';

const card = (page: Page) => page.getByRole('complementary', { name: 'Call ended' });
const field = (page: Page) => page.getByRole('combobox', { name: 'Search or type an ID to call' });

const ended: ShownCall = {
  phase: 'ended',
  callId: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff',
  peer: { id: 'budi', name: 'Budi Santoso', isContact: true },
  media: 'video',
  direction: 'outgoing',
  reason: 'hung-up',
  by: 'self',
  text: null,
  durationMs: 60_000,
  refusal: null,
};

function show(page: Page, call: ShownCall): Promise<void> {
  return page.evaluate((given) => {
    if (window.fakeApp === undefined) throw new Error('no model');
    window.fakeApp.call.value = given;
  }, call);
}

test('a missed call is a card over home, with the way to call back', async ({ open }) => {
  const page = await open('call-ended-missed');
  await expect(field(page)).toBeVisible();
  await expect(card(page)).toContainText('Missed call');
  await card(page).getByRole('button', { name: 'Call back' }).click();
  expect(await recorded(page)).toContain('call.callAgain');
});

test('the card is closed by its cross and by Escape', async ({ open }) => {
  for (const close of ['cross', 'Escape']) {
    const page = await open('call-ended-declined');
    const cross = card(page).getByRole('button', { name: 'Close' });
    if (close === 'cross') await cross.click();
    else await cross.press('Escape');
    await expect(card(page)).toBeHidden();
  }
});

test('whoever declined with a message is its author', async ({ open }) => {
  const page = await open('call-ended-declined-here');
  await expect(card(page)).toContainText('You wrote');
  await open('call-ended-declined');
  await expect(card(page)).toContainText('Budi Santoso wrote');
});

for (const [window, size] of Object.entries({ zoomed, phone, wide: null })) {
  test(`a second press on Hang up presses nothing, in a window that is ${window}`, async ({
    page,
    open,
  }) => {
    if (size !== null) await page.setViewportSize(size);
    await open('call-active');
    await page.mouse.move(100, 200);
    const hangUp = page.getByRole('button', { name: 'Hang up' });
    const place = await hangUp.boundingBox();
    if (place === null) throw new Error('no button');
    await hangUp.click();
    const before = await recorded(page);
    await show(page, ended);
    await expect(field(page)).toBeVisible();
    await page.mouse.down();
    await page.mouse.up();
    expect(await recorded(page)).toEqual(before);

    const again = await card(page).getByRole('button', { name: 'Call again' }).boundingBox();
    if (again === null) throw new Error('no button');
    expect(again.y + again.height).toBeLessThan(place.y);
  });
}

test('an ID that nobody has stays in the field, to be mended, and is said there', async ({
  open,
}) => {
  const page = await open('home-dial-unknown');
  await expect(field(page)).toHaveValue('bdui');
  await expect(field(page)).toBeFocused();
  await expect(page.getByText('Nobody has the ID bdui.')).toBeVisible();
  await expect(card(page)).toBeHidden();
  expect(await recorded(page)).toContain('call.dismiss');
});

test('a call to an ID that may be nobody’s begins at home, and has its screen as it rings', async ({
  open,
}) => {
  const page = await open('home-empty');
  await field(page).fill('tono.k');
  await field(page).press('Enter');
  const outgoing = {
    phase: 'outgoing',
    callId: ended.callId,
    peer: { id: 'tono.k', name: 'tono.k', isContact: false },
    media: 'video',
    ringingDevices: 0,
    self: {
      microphone: 'on',
      camera: 'off',
      picture: null,
      screen: { state: 'off', reason: null },
    },
  } as const;
  const seen = await page.evaluate(async (call) => {
    if (window.fakeApp === undefined) throw new Error('no model');
    window.fakeApp.call.value = { ...call, progress: 'calling' };
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const told = document.querySelector('.dial-results')?.textContent?.includes('Calling…');
    return { screen: document.querySelector('.outgoing') !== null, told };
  }, outgoing);
  expect(seen).toEqual({ screen: false, told: true });
  await show(page, { ...outgoing, progress: 'ringing' });
  await expect(page.getByRole('heading', { name: 'tono.k' })).toBeVisible();
});

test('the end of a call stays until it was in sight for a while, also with the window in the tray', async ({
  page,
  open,
}) => {
  await page.clock.install();
  await open('home-empty');
  const setSeen = (seen: boolean) =>
    page.evaluate((now) => {
      if (window.fakeApp === undefined) throw new Error('no model');
      window.fakeApp.seen.value = now;
    }, seen);
  await setSeen(false);
  await show(page, ended);
  await expect(card(page)).toBeVisible();
  await page.clock.fastForward('10:00');
  await expect(card(page)).toBeVisible();
  expect(await recorded(page)).not.toContain('call.dismiss');
  await setSeen(true);
  await page.clock.runFor(1_000);
  await page.clock.fastForward('10:00');
  await expect(card(page)).toBeHidden();
});
