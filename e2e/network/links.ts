import type { Page } from '@playwright/test';
import { countLinks } from '../media/peers.ts';

declare global {
  interface Window {
    /** Every peer connection that the page made, for tests that look at the chosen path. */
    tatapTestLinks?: RTCPeerConnection[];
  }
}

/** Runs in the page before its scripts: remembers each peer connection that is made. */
export function keepLinks(): void {
  const links: RTCPeerConnection[] = [];
  window.tatapTestLinks = links;
  window.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      links.push(this);
    }
  };
}

/** How many links of calls are open. */
export async function openLinks(page: Page): Promise<number> {
  const links = await page.evaluateHandle(() => window.tatapTestLinks ?? []);
  return links.evaluate(countLinks);
}

/** The path that ICE chose, as one side sees it. */
export interface Path {
  /** `host`, `srflx`, `prflx` or `relay` (RFC 8445, section 4). */
  readonly local: string;
  readonly remote: string;
  readonly protocol: string;
  /** How the TURN server is reached, where `local` is `relay`. */
  readonly relayProtocol: string | null;
}

/** The chosen candidate pair of the page's connected link; null while there is none. */
export function chosenPath(page: Page): Promise<Path | null> {
  return page.evaluate(async () => {
    const link = window.tatapTestLinks?.findLast((each) => each.connectionState === 'connected');
    if (link === undefined) return null;
    const stats = new Map<string, Record<string, unknown>>();
    for (const [id, entry] of (await link.getStats()) as unknown as Map<
      string,
      Record<string, unknown>
    >) {
      stats.set(id, entry);
    }
    const transport = [...stats.values()].find((entry) => entry['type'] === 'transport');
    const pair = stats.get(String(transport?.['selectedCandidatePairId']));
    const local = stats.get(String(pair?.['localCandidateId']));
    const remote = stats.get(String(pair?.['remoteCandidateId']));
    if (local === undefined || remote === undefined) return null;
    const relayProtocol = local['relayProtocol'];
    return {
      local: String(local['candidateType']),
      remote: String(remote['candidateType']),
      protocol: String(local['protocol']),
      relayProtocol: typeof relayProtocol === 'string' ? relayProtocol : null,
    };
  });
}
