import { countHoldings, type Holdings, holdingsOf, liveTracks } from '../fixtures/holdings.ts';
import type { Person } from '../fixtures/person.ts';
import { expect, test } from '../fixtures/test.ts';

/** One call with a picture of the caller, ended by the caller. */
async function talk(caller: Person, callee: Person): Promise<void> {
  await caller.home.button('Video call').click();
  await callee.call.button('Accept audio only').click();
  await Promise.all([caller.call.isRunning(), callee.call.isRunning()]);
  await callee.call.hears(caller.name, caller.likeness);
  await caller.call.hangUp();
  await callee.call.endsWith(`${caller.name} hung up`);
  for (const { call } of [caller, callee]) await call.closeEnding();
}

test('calls leave nothing behind, and the camera’s light goes out with them', async ({
  friends: { sari, budi },
}) => {
  const both = [sari, budi];
  for (const { page } of both) {
    await countHoldings(page);
    await page.reload();
  }
  await sari.home.sees(budi.name, 'Online');
  await sari.home.openContact(budi.name);
  // The first ones fetch screens and make what is made once.
  for (const _ of [1, 2]) await talk(sari, budi);
  const before = await Promise.all(both.map(({ page }) => holdingsOf(page)));

  for (const _ of [1, 2, 3]) {
    await talk(sari, budi);
    for (const { page } of both) expect(await liveTracks(page)).toBe(0);
  }
  const after = await Promise.all(both.map(({ page }) => holdingsOf(page)));
  // What the heap is after fifty, the benchmark call.heap_left_percent tells.
  const held = (one: Holdings) => ({ ...one, heapBytes: 0 });
  expect(after.map(held)).toEqual(before.map(held));
});
