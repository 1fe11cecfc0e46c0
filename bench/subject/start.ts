import type { Variant } from '../harness.ts';
import { openAppPair } from './app-pair.ts';

declare global {
  interface Window {
    /** When the page could be used, in ms since its navigation began. */
    usableAt?: number;
  }
}

/**
 * Navigation to a home screen that can be used: the field to dial is there, the contact is listed
 * with the presence that only the server knows.
 */
export async function tatapStart(): Promise<Variant> {
  const { caller, close } = await openAppPair();
  await caller.addInitScript(() => {
    const look = () => {
      const dial = document.querySelector('input[role="combobox"]');
      const usable = dial !== null && document.body.textContent?.includes('Online');
      if (usable) window.usableAt ??= performance.now();
      else requestAnimationFrame(look);
    };
    look();
  });
  return {
    async measure() {
      await caller.reload();
      const handle = await caller.waitForFunction(() => window.usableAt);
      return Number(await handle.jsonValue());
    },
    close,
  };
}
