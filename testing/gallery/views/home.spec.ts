import { expect, test } from './fixture.ts';

test('the menu of the own presence says which one counts', async ({ open }) => {
  const page = await open('home-empty');
  await page.getByRole('button', { name: /^Your presence: / }).click();
  const choice = (name: string) => page.getByRole('menuitemradio', { name });
  await expect(choice('Online')).toBeChecked();
  await expect(choice('Away')).not.toBeChecked();
  await expect(page.getByRole('menuitem')).toHaveCount(0);
});
