import type { Page } from '@playwright/test';
import type { ShownCall } from '../../../renderer/calls/model.ts';
import { expect, overlaps, phone, recorded, test, zoomed } from './fixture.ts';

type Active = Extract<ShownCall, { phase: 'active' }>;

/** Changes what the other side or this one sends. */
function changeCall(
  page: Page,
  change: { remote?: Partial<Active['remote']>; self?: Partial<Active['self']> },
): Promise<void> {
  return page.evaluate(({ remote, self }) => {
    const call = window.fakeApp?.call;
    if (call?.value.phase !== 'active') throw new Error('no call');
    const { value } = call;
    call.value = {
      ...value,
      remote: { ...value.remote, ...remote },
      self: { ...value.self, ...self },
    };
  }, change);
}

/** Where a button is, once nothing moves any more. */
const placeOf = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).boundingBox();

test.describe('the call bar', () => {
  test.beforeEach(({ page }) =>
    // A browser without a window says that it has none of these.
    page.addInitScript(() => {
      Object.defineProperty(document, 'pictureInPictureEnabled', { get: () => true });
    }),
  );

  test('keeps every button in its place when the other’s camera goes', async ({ open }) => {
    const page = await open('call-active');
    const floating = page.getByRole('button', { name: 'Picture in picture' });
    await expect(floating).toBeEnabled();
    const before = await placeOf(page, 'Hang up');
    await changeCall(page, { remote: { camera: 'off' } });
    await expect(floating).toBeDisabled();
    const after = await placeOf(page, 'Hang up');
    expect(after?.x).toBe(before?.x);
  });

  test('has the same buttons from the first moment', async ({ open }) => {
    const names = (page: Page) => page.locator('.call-bar > button').count();
    const connecting = await names(await open('call-connecting'));
    expect(await names(await open('call-active'))).toBe(connecting);
  });

  test('leaves a picture of its own window with a way back, and the name beside it', async ({
    page,
    open,
  }) => {
    await page.addInitScript(() => {
      let floating: Element | null = null;
      const tell = (type: string) =>
        document.querySelector('video')?.dispatchEvent(new Event(type, { bubbles: true }));
      Object.defineProperty(document, 'pictureInPictureElement', { get: () => floating });
      HTMLVideoElement.prototype.requestPictureInPicture = async function () {
        floating = this;
        tell('enterpictureinpicture');
        throw new Error('no window is needed');
      };
      document.exitPictureInPicture = async () => {
        floating = null;
        tell('leavepictureinpicture');
      };
    });
    await open('call-active');
    await page.getByRole('button', { name: 'Picture in picture' }).click();
    const back = page.getByRole('button', { name: 'Bring back' });
    await expect(back).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Budi Santoso' })).toBeVisible();
    await expect(page.getByLabel('Video of Budi Santoso')).toBeHidden();
    await back.click();
    await expect(page.getByLabel('Video of Budi Santoso')).toBeVisible();
  });
});

test.describe('Space, while muted', () => {
  const actions = async (page: Page) =>
    (await recorded(page)).filter((action) => /setMicrophone|setHold/.test(action));

  test('talks while it is held, also where a button has the keyboard', async ({ open }) => {
    const page = await open('call-active-muted');
    await page.getByRole('button', { name: 'Hold', exact: true }).focus();
    await page.keyboard.down(' ');
    await expect
      .poll(() => actions(page), 'what the buttons asked for')
      .toEqual(['call.setMicrophone']);
    await page.keyboard.up(' ');
    await expect
      .poll(() => actions(page), 'what the buttons asked for')
      .toEqual(['call.setMicrophone', 'call.setMicrophone']);
  });

  test('presses the button that has the keyboard where it is let go at once', async ({ open }) => {
    const page = await open('call-active-muted');
    await page.getByRole('button', { name: 'Hold', exact: true }).focus();
    await page.keyboard.press(' ');
    await expect.poll(() => actions(page), 'what the buttons asked for').toEqual(['call.setHold']);
  });
});

test.describe('nothing lies over', () => {
  for (const [window, size] of Object.entries({ zoomed, phone, wide: null })) {
    test(`a name, in a window that is ${window}`, async ({ page, open }) => {
      if (size !== null) await page.setViewportSize(size);
      for (const state of [
        'call-active-all-muted',
        'call-active-refused',
        'call-active-held',
        'call-unconfirmed-alone',
      ]) {
        await open(state);
        const words = [
          '.call-header',
          '.portrait__name',
          '.portrait__note',
          '.unconfirmed-device',
          '.call-notices__notice',
          '.call-bar',
        ];
        expect(await overlaps(page, words), state).toEqual([]);
      }
    });

    test(`a shared screen, in a window that is ${window}`, async ({ page, open }) => {
      if (size !== null) await page.setViewportSize(size);
      for (const state of ['call-screen-theirs', 'call-screen-both', 'call-screen-theirs-alone']) {
        await open(state);
        const parts = [
          '.call-header',
          '.screen-banner',
          '.remote-video',
          '.self-corner',
          '.call-notices__notice',
          '.call-bar',
        ];
        expect(await overlaps(page, parts), state).toEqual([]);
      }
    });
  }
});

test('on a phone the name and why the call is poor are whole', async ({ page, open }) => {
  await page.setViewportSize(phone);
  await open('call-active-busy');
  const isCut = (selector: string) =>
    page.locator(selector).evaluate((element) => element.scrollWidth > element.clientWidth);
  expect(await isCut('.call-header__name')).toBe(false);
  expect(await isCut('.quality__words')).toBe(false);
  const words = await page.locator('.quality__words').boundingBox();
  expect(words?.height).toBeLessThan(40);
});

test('a name that is written from right to left does not move what stands around it', async ({
  open,
}) => {
  const page = await open('call-right-to-left');
  for (const name of ['.call-header__name', '.portrait__name']) {
    await expect(page.locator(name)).toHaveText('سارة');
    await expect(page.locator(name)).toHaveCSS('direction', 'rtl');
  }
  await expect(page.locator('.call-header')).toHaveCSS('direction', 'ltr');
});

test('a blocked microphone is asked for again by its button, and explained', async ({ open }) => {
  const page = await open('call-active-refused');
  await expect(page.getByText('Microphone access is blocked. Budi Santoso can see')).toBeVisible();
  await page.mouse.move(300, 300);
  await page.getByRole('button', { name: 'Microphone access is blocked' }).click();
  expect(await recorded(page)).toContain('call.setMicrophone');
  await expect(page.locator('.toast')).toHaveCount(0);
  await changeCall(page, { self: { microphone: 'on' } });
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeVisible();
  await changeCall(page, { self: { microphone: 'unavailable' } });
  await expect(page.locator('.toast')).toContainText(
    'Click the microphone icon in the address bar',
  );
});

test('on hold both sides know that nobody sees or hears them', async ({ open }) => {
  const page = await open('call-active-held');
  await expect(page.getByRole('button', { name: 'Mute microphone' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Turn camera off' })).toBeDisabled();
  await expect(page.getByText('Budi Santoso can’t see or hear you.')).toBeVisible();
  await page.keyboard.press('Control+d');
  expect(await recorded(page)).not.toContain('call.setMicrophone');

  await open('call-active-held-by-peer');
  await expect(page.getByText('Budi Santoso put you on hold')).toBeVisible();
  await expect(page.getByText('Budi Santoso can’t see or hear you.')).toBeVisible();
  await expect(page.locator('.self-corner')).toHaveAttribute('data-sent', 'false');
});

test.describe('a new device of a verified person', () => {
  const warning = (page: Page) => page.getByRole('alert').filter({ hasText: 'new device' });

  test('gets media only after a press on Continue', async ({ open }) => {
    const page = await open('call-unconfirmed');
    await expect(warning(page)).toContainText('are not sent until you continue');
    await expect(page.locator('.self-corner')).toHaveAttribute('data-sent', 'false');
    await expect(page.getByRole('button', { name: 'Share screen' })).toBeDisabled();
    await expect(page.getByText('that you have not met before')).toHaveCount(0);
    await page.getByRole('button', { name: 'Encrypted' }).click();
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await recorded(page)).not.toContain('identity.acknowledge');
    await warning(page).getByRole('button', { name: 'Continue' }).click();
    expect(await recorded(page)).toContain('identity.acknowledge');
  });

  test('can be hung up on from the warning', async ({ open }) => {
    const page = await open('call-unconfirmed');
    await warning(page).getByRole('button', { name: 'Hang up' }).click();
    expect(await recorded(page)).toContain('call.hangUp');
  });

  test('has a warning with no button covered', async ({ page, open }) => {
    for (const size of [zoomed, phone, { width: 1100, height: 760 }]) {
      await page.setViewportSize(size);
      for (const language of ['en', 'id']) {
        await open(`call-unconfirmed&language=${language}`);
        await expect(page.locator('.unconfirmed-device')).toBeInViewport({ ratio: 1 });
        const parts = ['.call-header', '.unconfirmed-device', '.self-corner', '.call-bar'];
        expect(await overlaps(page, parts), `${size.width} ${language}`).toEqual([]);
      }
    }
  });
});
