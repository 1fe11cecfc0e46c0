import { test as base, expect, type Page } from '@playwright/test';
import { countStart } from '../../e2e/hosts/browser-starts.ts';
import { serveGallery } from './server.ts';

let gallery: Awaited<ReturnType<typeof serveGallery>>;

const test = base.extend<{ open: (state: string) => Promise<Page> }, { counted: undefined }>({
  counted: [
    async ({ browser: _started }, use) => {
      countStart();
      await use(undefined);
    },
    { scope: 'worker', auto: true },
  ],
  async open({ page }, use) {
    await use(async (state) => {
      await page.goto(`${gallery.url}#state=${state}`);
      await page.waitForSelector('html[data-gallery=ready]');
      return page;
    });
  },
});

test.beforeAll(async () => {
  gallery = await serveGallery();
});
test.afterAll(() => gallery.close());

/** What the views asked of the model. */
function recorded(page: Page): Promise<string[]> {
  return page.evaluate(() => window.fakeApp?.recorded.map(({ action }) => action) ?? []);
}

const settings = (page: Page) => page.getByRole('dialog', { name: 'Settings' });

test('settings open and close by shortcut, and Escape gives the focus back', async ({ open }) => {
  const page = await open('home-empty');
  const opener = page.getByRole('button', { name: 'Settings' });
  await opener.focus();
  await page.keyboard.press('Control+,');
  await expect(settings(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(settings(page)).toBeHidden();
  await expect(opener).toBeFocused();
});

test('what lies under the settings cannot be reached', async ({ open }) => {
  const page = await open('home-empty');
  await page.keyboard.press('Control+,');
  await expect(settings(page)).toBeVisible();
  await expect(page.locator('.shell__screen')).toHaveAttribute('inert', '');
});

test('the camera is on only while it is looked at', async ({ open }) => {
  const page = await open('settings-devices');
  await expect(page.getByLabel('Your video')).toBeVisible();
  await page.getByRole('button', { name: 'Calls', exact: true }).click();
  await expect(page.getByRole('group', { name: 'Who may call you' })).toBeVisible();
  const actions = await recorded(page);
  const count = (action: string) => actions.filter((entry) => entry === action).length;
  expect(count('devices.previewCamera')).toBeGreaterThan(0);
  expect(count('devices.closeCamera')).toBe(count('devices.previewCamera'));
  expect(count('devices.closeMicrophone')).toBe(count('devices.previewMicrophone'));
});

test('on a narrow window the list alone turns on no camera', async ({ page, open }) => {
  await page.setViewportSize({ width: 400, height: 760 });
  await open('settings-list');
  await expect(page.getByRole('navigation', { name: 'Settings pages' })).toBeVisible();
  expect(await recorded(page)).not.toContain('devices.previewCamera');
});

test('the language changes at once', async ({ open }) => {
  const page = await open('settings-appearance');
  await page.getByLabel('Language').selectOption('id');
  await expect(page.getByRole('heading', { name: 'Tampilan dan bahasa' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'id');
});

test('the theme changes at once', async ({ open }) => {
  const page = await open('settings-appearance');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const before = await ground();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await ground()).not.toBe(before);
});

test('Escape in a dialog over the settings closes the dialog alone', async ({ open }) => {
  const page = await open('settings-account-delete');
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(settings(page)).toBeVisible();
});

test('an incoming call is not hidden behind the settings', async ({ open }) => {
  const page = await open('settings-about');
  await page.evaluate(() => {
    if (window.fakeApp === undefined) throw new Error('no model');
    window.fakeApp.call.value = {
      phase: 'incoming',
      callId: '7f2f0f0e-0000-4000-8000-000000000000',
      peer: { id: 'budi', name: 'Budi', isContact: true },
      media: 'video',
    };
  });
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
  await expect.poll(said).toEqual(letGo);

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

test('an account is made with the keyboard alone', async ({ open }) => {
  const page = await open('start-create');
  await page.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.type('Sari Wulandari');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Sari');
  await page.keyboard.press('Tab');
  await page.keyboard.type('lima kata yang panjang');
  await page.keyboard.press('Enter');
  await expect.poll(() => recorded(page)).toContain('account.createAccount');
});

test('a form that cannot be sent leads to its first mistake', async ({ open }) => {
  const page = await open('start-create');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Name', { exact: true })).toHaveAccessibleDescription(
    'Enter your name.',
  );
});

test('a password can be looked at', async ({ open }) => {
  const page = await open('start-create');
  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toHaveAttribute('type', 'password');
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(password).toHaveAttribute('type', 'text');
});

test('the ID is copied, and said to be', async ({ open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await open('start-share');
  await page.getByRole('button', { name: 'Copy ID' }).click();
  await expect(page.getByText('Copied').first()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('sari');
});

test('another server is tried before it is used', async ({ open }) => {
  const page = await open('start-create');
  await page.getByRole('button', { name: 'Change server' }).click();
  await page.getByLabel('Server', { exact: true }).fill('localhost:4000');
  await page.getByRole('button', { name: 'Use this server' }).click();
  await expect(page.getByLabel('Server', { exact: true })).toBeHidden();
  const actions = await recorded(page);
  expect(actions.indexOf('account.setServer')).toBeGreaterThan(actions.indexOf('account.probe'));
});

test('the offline banner counts down and tries when asked', async ({ open }) => {
  const page = await open('shell-offline');
  await expect(page.getByText(/Trying again in [1-4] s\./)).toBeVisible();
  await page.getByRole('button', { name: 'Try now' }).click();
  expect(await recorded(page)).toContain('account.reconnect');
});

test('a tooltip shows by keyboard, with its shortcut, and Escape takes it away', async ({
  open,
}) => {
  const page = await open('home-empty');
  await page.keyboard.press('Tab');
  const opener = page.getByRole('button', { name: 'Settings' });
  await opener.focus();
  const tooltip = page.locator('.tooltip', { hasText: 'Settings' });
  await expect(tooltip).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(tooltip).toBeHidden();
});

test('the menu of the own presence says which one counts', async ({ open }) => {
  const page = await open('home-empty');
  await page.getByRole('button', { name: /^Your presence: / }).click();
  const choice = (name: string) => page.getByRole('menuitemradio', { name });
  await expect(choice('Online')).toBeChecked();
  await expect(choice('Away')).not.toBeChecked();
  await expect(page.getByRole('menuitem')).toHaveCount(0);
});

test('toasts are taken away one by one', async ({ open }) => {
  const page = await open('shell-toasts');
  await expect(page.locator('.toast')).toHaveCount(3);
  await page.getByRole('button', { name: 'Dismiss' }).first().click();
  await expect(page.locator('.toast')).toHaveCount(2);
});

test('the exported data comes as a file named after the account', async ({ open }) => {
  const page = await open('settings-account');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export my data' }).click();
  expect((await download).suggestedFilename()).toMatch(/^tatap-sari-\d{4}-\d\d-\d\d\.json$/);
});

test('a window is picked by arrows, and shared with its sound by Enter', async ({ open }) => {
  const page = await open('call-screen-picker');
  await expect(page.getByRole('radio', { name: 'Entire screen' })).toBeFocused();
  await page.getByRole('switch', { name: 'Share the computer’s sound' }).check();
  await page.getByRole('radio', { name: 'Entire screen' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  const chosen = await page.evaluate(() =>
    window.fakeApp?.recorded.findLast(({ action }) => action === 'screenPicker.choose'),
  );
  expect(chosen?.arguments).toEqual([{ id: 'window:1:0', sound: true }]);
});

test('Escape picks nothing', async ({ open }) => {
  const page = await open('call-screen-picker-refused');
  await page.getByRole('button', { name: 'Open system settings' }).click();
  expect(await recorded(page)).toContain('devices.openSystemSettings');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  const chosen = await page.evaluate(() =>
    window.fakeApp?.recorded.findLast(({ action }) => action === 'screenPicker.choose'),
  );
  expect(chosen?.arguments).toEqual([null]);
});

test('a name that is written from right to left does not move what stands around it', async ({
  open,
}) => {
  const page = await open('home-right-to-left');
  const name = page.getByRole('heading', { name: 'سارة' });
  await expect(name).toHaveCSS('direction', 'rtl');
  await expect(page.locator('.row__name').first()).toHaveCSS('direction', 'rtl');
  await expect(page.getByLabel('Search or dial')).toHaveCSS('direction', 'ltr');
});
