import type { Page } from '@playwright/test';

/** What of the other side may arrive first. */
export type Arrival = 'firstFrame' | 'fullWidth' | 'firstAudio';

declare global {
  interface Window {
    /** When something of the other side was first there, in ms since the epoch. */
    arrivals?: Partial<Record<Arrival, number>>;
    /** The page's peer connections, open and closed. */
    connections?: RTCPeerConnection[];
  }
}

/** Runs in a page before its own scripts: remembers the peer connections that these make. */
export function rememberConnections(): void {
  const connections: RTCPeerConnection[] = [];
  window.connections = connections;
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      connections.push(this);
    }
  };
}

/**
 * Runs in a page: from now on notes what arrives. A frame counts when it is presented and came over
 * the network (it bears an RTP time; the black of a track that waits does not); sound, when the
 * player has been given some of it.
 *
 * `sides` is how many people the page shows; something is there when all of them have it.
 */
export function watchArrivals({ selector, sides }: { selector: string; sides: number }): void {
  const arrivals: NonNullable<Window['arrivals']> = {};
  window.arrivals = arrivals;
  const seen = { firstFrame: 0, fullWidth: 0 };
  const note = (what: keyof typeof seen) => {
    seen[what] += 1;
    if (seen[what] === sides) arrivals[what] = performance.timeOrigin + performance.now();
  };
  const watched = new WeakSet<HTMLVideoElement>();
  const follow = (video: HTMLVideoElement, before: 'nothing' | 'frame') => {
    video.requestVideoFrameCallback((_, { width, rtpTimestamp }) => {
      if (window.arrivals !== arrivals) return;
      const came = rtpTimestamp !== undefined;
      if (came && before === 'nothing') note('firstFrame');
      if (came && width >= 1280) note('fullWidth');
      else follow(video, came ? 'frame' : before);
    });
  };
  const look = () => {
    for (const video of document.querySelectorAll<HTMLVideoElement>(selector)) {
      if (watched.has(video)) continue;
      watched.add(video);
      follow(video, 'nothing');
    }
  };
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
  look();
  const listening = setInterval(() => {
    const sounding = (window.connections ?? []).filter(
      (connection) =>
        connection.signalingState !== 'closed' &&
        connection
          .getReceivers()
          .some((one) => one.track.kind === 'audio' && one.getSynchronizationSources().length > 0),
    );
    if (sounding.length === sides) {
      arrivals.firstAudio = performance.timeOrigin + performance.now();
    }
    if (arrivals.firstAudio !== undefined || window.arrivals !== arrivals) clearInterval(listening);
  }, 2);
}

/** When it arrived at the last of the pages. */
export async function arrived(pages: readonly Page[], what: Arrival): Promise<number> {
  const moments = await Promise.all(
    pages.map(async (page) => {
      const handle = await page.waitForFunction((name) => window.arrivals?.[name], what);
      return Number(await handle.jsonValue());
    }),
  );
  return Math.max(...moments);
}
