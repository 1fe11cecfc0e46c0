import { setTimeout as delay } from 'node:timers/promises';
import type { AttackedServer, Footprint } from './attacked-server.ts';
import { Bystander } from './bystander.ts';

const lookEveryMs = 50;

/** The costs of an attack at the worst moment, above the usage of the idle server. */
export interface Costs {
  readonly residentBytes: number;
  readonly descriptors: number;
  readonly logLines: number;
  /** Of another address, in milliseconds: usual before the attack, and usual and worst during it. */
  readonly waits: { readonly before: number; readonly usual: number; readonly worst: number };
  /** Requests of the other address that were not answered as they should be. */
  readonly failed: number;
}

/**
 * Runs an attack, and measures the server and a bystander at another address. The bystander also
 * sends requests before the attack; its waits during the attack are compared with those.
 */
export async function costsOf(server: AttackedServer, attack: () => Promise<void>): Promise<Costs> {
  const bystander = new Bystander(server.port);
  const before = await bystander.ask(100);
  const start = server.footprint();
  const peak = { ...start };
  let over = false;
  const watched = (async () => {
    while (!over) {
      raise(peak, server.footprint());
      await delay(lookEveryMs);
    }
  })();
  const asking = bystander.askUntil(() => over);
  try {
    await attack();
  } finally {
    over = true;
    await watched;
  }
  const during = await asking;
  raise(peak, server.footprint());
  return {
    residentBytes: peak.residentBytes - start.residentBytes,
    descriptors: peak.descriptors - start.descriptors,
    logLines: peak.logLines - start.logLines,
    waits: { before: before.usualMs, usual: during.usualMs, worst: during.worstMs },
    failed: during.failed,
  };
}

function raise(peak: { -readonly [K in keyof Footprint]: Footprint[K] }, now: Footprint): void {
  peak.residentBytes = Math.max(peak.residentBytes, now.residentBytes);
  peak.descriptors = Math.max(peak.descriptors, now.descriptors);
  peak.logLines = Math.max(peak.logLines, now.logLines);
}
