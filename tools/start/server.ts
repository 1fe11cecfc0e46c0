import type { ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { exitOf, spawnNode } from '../process.ts';
import { limit } from '../test/pace.ts';

/** Where the server listens when nothing is configured. */
export const defaultServerUrl = 'http://127.0.0.1:8787';

export const serverEntry = 'signaling-server/app/main.ts';

/** What answers at an address: a Tatap server, something else, or nothing. */
export async function probe(url: string): Promise<'tatap' | 'other' | 'nothing'> {
  try {
    const signal = AbortSignal.timeout(limit(5_000));
    const response = await fetch(`${url}/api/server`, { signal });
    const info: unknown = await response.json();
    const product = typeof info === 'object' && info !== null && 'product' in info && info.product;
    return product === 'tatap' ? 'tatap' : 'other';
  } catch (error) {
    // `fetch` fails with a TypeError where nothing listens; anything else did answer.
    return error instanceof TypeError ? 'nothing' : 'other';
  }
}

/** The server to use: one that runs already, or one started here, or why there is none. */
export type Server =
  | { readonly kind: 'running' }
  | { readonly kind: 'started'; readonly child: ChildProcess }
  | { readonly kind: 'failed'; readonly reason: string };

/** Uses the server at `url`, or starts one there with its defaults and waits until it answers. */
export async function getServer(
  url: string,
  track: (child: ChildProcess) => void,
): Promise<Server> {
  switch (await probe(url)) {
    case 'tatap':
      return { kind: 'running' };
    case 'other':
      return { kind: 'failed', reason: `${url} is in use by another program` };
    case 'nothing':
      break;
  }
  // People read it, also where it goes into a file or through a pipe.
  const format = process.env['TATAP_LOG_FORMAT'] ?? 'pretty';
  const child = spawnNode([serverEntry], { env: { ...process.env, TATAP_LOG_FORMAT: format } });
  track(child);
  const gone = exitOf(child).then(() => 'gone' as const);
  for (;;) {
    const next = await Promise.race([gone, delay(50, 'look' as const)]);
    if (next === 'gone') return { kind: 'failed', reason: 'the server ended; it said why above' };
    if ((await probe(url)) === 'tatap') return { kind: 'started', child };
  }
}

/** How many devices are connected to the server at `url`; 0 where it does not say. */
export async function connectedDevices(url: string): Promise<number> {
  try {
    const response = await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(2_000) });
    const text = await response.text();
    return Number(/^tatap_connected_sockets (\d+)/m.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Resolves when nobody is connected to the server at `url` any more. */
export async function untilUnused(url: string): Promise<void> {
  while ((await connectedDevices(url)) > 0) await delay(1_000);
}
