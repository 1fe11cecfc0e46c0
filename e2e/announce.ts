import type { FullConfig } from '@playwright/test';
import { desktop } from './hosts/desktop.ts';
import { web } from './hosts/web.ts';

/** Says on the first line of a run what the specs run on. */
export default function announce(_config: FullConfig): void {
  console.log(`Hosts: desktop = ${desktop().description}; web = ${web.description}`);
}
