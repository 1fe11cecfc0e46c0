import { expect, recorded, test } from './fixture.ts';

test('the menu of the own presence says which one counts', async ({ open }) => {
  const page = await open('home-empty');
  await page.getByRole('button', { name: /^Your presence: / }).click();
  const choice = (name: string) => page.getByRole('menuitemradio', { name });
  await expect(choice('Online')).toBeChecked();
  await expect(choice('Away')).not.toBeChecked();
  await expect(page.getByRole('menuitem')).toHaveCount(0);
});

test('with a long history panes scroll, and the page does not', async ({ open }) => {
  const page = await open('home-calls-many');
  await expect(page.locator('.contact-calls__call').first()).toBeVisible();
  const beyond = await page.evaluate(
    () => document.documentElement.scrollHeight - document.documentElement.clientHeight,
  );
  expect(beyond).toBe(0);
});

test('a contact who is dialled has one row', async ({ open }) => {
  const page = await open('home-dial-contact');
  await expect(page.getByRole('option')).toHaveCount(1);
  await expect(page.getByRole('option')).toContainText('Call Budi Santoso');
});

test('rows of past calls have a cross only where one edits, points or tabs', async ({ open }) => {
  const page = await open('home-calls');
  await page.mouse.move(900, 600);
  const crosses = page.getByRole('button', { name: /^Remove the call/ });
  await expect(crosses).toHaveCount(0);
  await page.getByRole('button', { name: 'Edit list' }).click();
  await expect(crosses.first()).toBeVisible();
  await crosses.first().click();
  expect(await recorded(page)).toContain('history.remove');
  await page.getByRole('button', { name: 'Done' }).click();
});

test('a name that is written from right to left does not move what stands around it', async ({
  open,
}) => {
  const page = await open('home-right-to-left');
  const name = page.getByRole('heading', { name: 'سارة', exact: true });
  await expect(name).toHaveCSS('direction', 'rtl');
  await expect(page.locator('.row__name').first()).toHaveCSS('direction', 'rtl');
  await expect(page.getByRole('combobox')).toHaveCSS('direction', 'ltr');
});

test('a person who opens an add link reads whose link it is and what a request does', async ({
  open,
}) => {
  const page = await open('home-add-linked');
  const field = page.getByRole('dialog', { name: 'Add a contact' }).getByLabel('Their ID');
  await expect(field).toHaveValue('budi');
  await expect(field).toHaveAccessibleDescription(
    /^The link that you opened belongs to budi\..* contacts once they accept/,
  );
  await field.fill('rina.p');
  await expect(field).toHaveAccessibleDescription(/^For example/);
});

test('a missed call waits until the window is seen, also with the list of calls open', async ({
  open,
}) => {
  const page = await open('home-calls');
  const looked = async () =>
    (await recorded(page)).filter((name) => name === 'history.markSeen').length;
  await page.evaluate(() => {
    const app = window.fakeApp;
    if (app === undefined) throw new Error('no model');
    app.seen.value = false;
    app.unseenMissed.value = 1;
  });
  await expect(page.getByRole('tab', { name: /Calls/ })).toBeVisible();
  const before = await looked();
  await page.evaluate(() => {
    if (window.fakeApp !== undefined) window.fakeApp.seen.value = true;
  });
  await expect.poll(looked, 'calls of markSeen').toBeGreaterThan(before);
});

test('call buttons are disabled in a browser without WebRTC and say why', async ({ open }) => {
  const why = /^This browser cannot make calls/;
  const page = await open('home-contact-no-calls');
  for (const name of ['Video call', 'Audio call']) {
    const button = page.getByRole('button', { name, exact: true });
    await expect(button).toBeDisabled();
    await expect(button).toHaveAccessibleDescription(why);
    await expect(button).toHaveAttribute('title', why);
  }
  await page.getByRole('tab', { name: /Calls/ }).click();
  const row = page.locator('.call-row .row__main').first();
  await expect(row).toBeDisabled();
  await expect(row).toHaveAttribute('title', why);
  await row.dispatchEvent('click');
  expect(await recorded(page)).not.toContain('call.start');

  await open('home-dial-no-calls');
  await expect(page.locator('.dial-results__hint')).toHaveText(why);
  await expect(page.getByRole('option', { name: /^Call / })).toHaveCount(0);
});
