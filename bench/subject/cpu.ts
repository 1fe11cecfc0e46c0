import { Home } from '../../e2e/pages/home.ts';
import { corePercent } from '../cpu.ts';
import type { Variant } from '../harness.ts';
import { openAppPair } from './app-pair.ts';

/** The whole app, both sides: what a running video call uses of one core. */
export async function tatapCpu(): Promise<Variant> {
  const { browser, caller, callee, close } = await openAppPair();
  await new Home(caller).openContact('Budi');
  return {
    async measure() {
      await new Home(caller).button('Video call').click();
      await callee.getByRole('button', { name: 'Accept with video' }).click();
      for (const page of [caller, callee]) await page.getByRole('timer').waitFor();
      const used = await corePercent(browser);
      await caller.mouse.move(300, 300);
      await caller.mouse.move(320, 300);
      await caller.getByRole('button', { name: 'Hang up' }).click();
      for (const page of [caller, callee])
        await page.getByRole('button', { name: 'Close' }).click();
      return used;
    },
    close,
  };
}
