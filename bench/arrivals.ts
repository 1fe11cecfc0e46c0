import { setTimeout as delay } from 'node:timers/promises';
import { stolenMs } from './stolen.ts';

/** What of the other side may arrive first. */
export type Arrival = 'firstFrame' | 'fullWidth' | 'firstAudio';

declare global {
  interface Window {
    /** When the awaited thing of the other side was first there, in ms since the epoch. */
    arrival?: Promise<number>;
    /** The page's peer connections that were open when it last began to watch, and those since. */
    connections?: RTCPeerConnection[];
  }
}

/** Runs in a page before its own scripts: remembers the peer connections that these make. */
export function rememberConnections(): void {
  window.connections = [];
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      window.connections?.push(this);
    }
  };
}

/** What a page waits for, and how many people it shows: it is there when all of them have it. */
export interface Watch {
  readonly what: Arrival;
  readonly selector: string;
  readonly sides: number;
}

/**
 * Runs in a page: waits for it from now on. A frame counts when it is presented and came over the
 * network (it bears an RTP time; the black of a track that waits does not); sound, when some of it has
 * been given to a player that plays aloud (a video plays nothing before its first picture). Nothing
 * is asked of the page meanwhile that would keep it from its work.
 */
export function watchArrival({ what, selector, sides }: Watch): void {
  // One that was made ahead of the call is among those that are open.
  window.connections = window.connections?.filter((one) => one.signalingState !== 'closed') ?? [];
  window.arrival = new Promise((resolve) => {
    const now = () => performance.timeOrigin + performance.now();
    if (what === 'firstAudio') {
      // To ask for the sources stops the page until the thread that decodes has a moment: not often.
      const everyMs = 5;
      const aloudSince = new WeakMap<HTMLAudioElement, number>();
      const notice = () => {
        for (const player of document.querySelectorAll('audio')) {
          if (!aloudSince.has(player)) aloudSince.set(player, now());
        }
      };
      const observer = new MutationObserver(notice);
      observer.observe(document.documentElement, { childList: true, subtree: true });
      notice();
      const playing = (track: MediaStreamTrack) =>
        [...document.querySelectorAll('audio')].find(
          ({ muted, paused, readyState, srcObject }) =>
            !muted &&
            !paused &&
            readyState >= HTMLMediaElement.HAVE_FUTURE_DATA &&
            srcObject instanceof MediaStream &&
            srcObject.getTracks().includes(track),
        );
      const heardAt = new Map<RTCPeerConnection, number>();
      const listen = (connection: RTCPeerConnection) => {
        for (const receiver of connection.getReceivers()) {
          const { kind, enabled } = receiver.track;
          const player = kind === 'audio' && enabled ? playing(receiver.track) : undefined;
          if (player === undefined) continue;
          // When it was given to the player; the next packet is not there yet.
          const [source] = receiver.getSynchronizationSources();
          if (source === undefined) continue;
          heardAt.set(connection, Math.max(source.timestamp, aloudSince.get(player) ?? 0));
        }
      };
      const listening = setInterval(() => {
        for (const connection of window.connections ?? []) {
          if (connection.signalingState !== 'closed' && !heardAt.has(connection))
            listen(connection);
        }
        if (heardAt.size < sides) return;
        clearInterval(listening);
        observer.disconnect();
        resolve(Math.max(...heardAt.values()));
      }, everyMs);
      return;
    }
    const least = what === 'fullWidth' ? 1280 : 1;
    const watched = new WeakSet<HTMLVideoElement>();
    let missing = sides;
    const follow = (video: HTMLVideoElement) => {
      video.requestVideoFrameCallback((_, { width, rtpTimestamp }) => {
        if (rtpTimestamp === undefined || width < least) return follow(video);
        missing -= 1;
        if (missing > 0) return;
        observer.disconnect();
        resolve(now());
      });
    };
    const look = () => {
      for (const video of document.querySelectorAll<HTMLVideoElement>(selector)) {
        if (watched.has(video)) continue;
        watched.add(video);
        follow(video);
      }
    };
    const observer = new MutationObserver(look);
    observer.observe(document.documentElement, { childList: true, subtree: true });
    look();
  });
}

/** A page in which functions can be run, watched by a tool or not. */
export interface Scripted {
  evaluate<T>(run: () => T): Promise<Awaited<T>>;
}

export interface Arrived {
  /** When it arrived at the last of the pages, in ms since the epoch. */
  readonly at: number;
  /** Processor time that the machine's host took in the meantime, in ms. */
  readonly stolenMs: number;
}

/** Waits for it. Asked beforehand, nothing comes to the pages meanwhile. */
export async function arrived(pages: readonly Scripted[]): Promise<Arrived> {
  const before = stolenMs();
  const all = Promise.all(pages.map((page) => page.evaluate(() => window.arrival)));
  const late = new AbortController();
  try {
    const moments = await Promise.race([all, inTime(late.signal)]);
    return { at: Math.max(...moments.map(Number)), stolenMs: stolenMs() - before };
  } finally {
    late.abort();
  }
}

/** Rejects after a minute, unless what is awaited came before. */
async function inTime(signal: AbortSignal): Promise<never> {
  await delay(60_000, undefined, { signal });
  throw new Error('what is measured did not arrive within a minute');
}
