import type { Page } from '@playwright/test';
import { Home } from '../pages/home.ts';

/** An address in a candidate or a session description; 0.0.0.0 says that there is none. */
export const address = /candidate:\d|c=IN IP[46] (?!0\.0\.0\.0|::)|raddr (?!0\.0\.0\.0|::)/;

/** What a page's peer connections have done, as its own calls tell. */
interface PeerProbe {
  readonly connections: RTCPeerConnection[];
  /** `kind` of every message given to a data channel; of what is no text, the channel's label. */
  readonly said: string[];
  /** The messages themselves. */
  readonly saidWhole: string[];
  /** Offers and answers of links, made or applied. */
  descriptions: number;
  /** When connections were closed; milliseconds since the epoch. */
  readonly closedAt: number[];
}

declare global {
  var tatapPeers: PeerProbe;
}

/** Runs in the page, before its own scripts. */
function probe(): void {
  const record: PeerProbe = {
    connections: [],
    said: [],
    saidWhole: [],
    descriptions: 0,
    closedAt: [],
  };
  globalThis.tatapPeers = record;
  globalThis.RTCPeerConnection = class extends RTCPeerConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      record.connections.push(this);
    }
    override close(): void {
      if (this.signalingState !== 'closed') record.closedAt.push(Date.now());
      super.close();
    }
    override setLocalDescription(description?: RTCLocalSessionDescriptionInit): Promise<void> {
      // What has no media section only watches for new addresses.
      if (this.getTransceivers().length > 0) record.descriptions += 1;
      return super.setLocalDescription(description);
    }
    override setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
      record.descriptions += 1;
      return super.setRemoteDescription(description);
    }
  };
  const send: (data: unknown) => void = RTCDataChannel.prototype.send as () => void;
  RTCDataChannel.prototype.send = function said(this: RTCDataChannel, data: unknown) {
    if (typeof data === 'string') record.saidWhole.push(data);
    record.said.push(typeof data === 'string' ? JSON.parse(data).kind : this.label);
    send.call(this, data);
  };
}

/**
 * Runs in the page: how many of these are links of calls, and open. What has no media section only
 * watches for new addresses, and what has no description is made ready for the next call.
 */
export function countLinks(connections: readonly RTCPeerConnection[]): number {
  return connections.filter(
    ({ signalingState, localDescription, remoteDescription }) =>
      signalingState !== 'closed' &&
      (localDescription ?? remoteDescription)?.sdp.includes('m=audio') === true,
  ).length;
}

/** What came and went over a page's peer connections and its socket. */
export class Peers {
  readonly #page: Page;
  /** Everything that the page has said to the server, since it was watched. */
  readonly toServer: string[] = [];

  private constructor(page: Page) {
    this.#page = page;
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => this.toServer.push(String(payload)));
    });
  }

  /** Watches a signed-in page from its next load on, which it does at once. */
  static async watch(page: Page): Promise<Peers> {
    const peers = new Peers(page);
    await page.addInitScript(probe);
    await page.reload();
    await new Home(page).isOnline();
    return peers;
  }

  /** Waits until a link is up, and for `ms` after that. */
  async connectedFor(ms: number): Promise<void> {
    await this.#page.waitForFunction((forMs) => {
      const connected = tatapPeers.connections.some((one) => one.connectionState === 'connected');
      if (!connected) return false;
      performance.mark('connected');
      const [first] = performance.getEntriesByName('connected');
      return first !== undefined && performance.now() - first.startTime > forMs;
    }, ms);
  }

  /** RTP packets that any sender has sent. */
  async packetsSent(): Promise<number> {
    return await this.#page.evaluate(async () => {
      const reports = await Promise.all(tatapPeers.connections.map((one) => one.getStats()));
      return reports
        .flatMap((report) => [...report.values()])
        .filter((stats) => stats.type === 'outbound-rtp')
        .reduce((sum, { packetsSent }) => sum + packetsSent, 0);
    });
  }

  /** Video frames received from the other side, drawn or not. */
  async picturesReceived(): Promise<number> {
    return await this.#page.evaluate(async () => {
      const reports = await Promise.all(tatapPeers.connections.map((one) => one.getStats()));
      return reports
        .flatMap((report) => [...report.values()])
        .filter(({ type, kind }) => type === 'inbound-rtp' && kind === 'video')
        .reduce((sum, { framesReceived }) => sum + (framesReceived ?? 0), 0);
    });
  }

  /** How much sound the microphone has given while it was sent, in ms, and in how many packets. */
  async soundSent(): Promise<{ readonly ms: number; readonly packets: number }> {
    return await this.#page.evaluate(async () => {
      const reports = await Promise.all(tatapPeers.connections.map((one) => one.getStats()));
      const sent = { ms: 0, packets: 0 };
      for (const report of reports) {
        for (const { type, kind, packetsSent, mediaSourceId } of report.values()) {
          if (type !== 'outbound-rtp' || kind !== 'audio' || packetsSent === 0) continue;
          sent.ms += report.get(mediaSourceId).totalSamplesDuration * 1_000;
          sent.packets += packetsSent;
        }
      }
      return sent;
    });
  }

  /** Kinds of the messages said over data channels. */
  async said(): Promise<readonly string[]> {
    return await this.#page.evaluate(() => tatapPeers.said);
  }

  /** Messages given to data channels, as they are. */
  async saidWhole(): Promise<readonly string[]> {
    return await this.#page.evaluate(() => tatapPeers.saidWhole);
  }

  async descriptions(): Promise<number> {
    return await this.#page.evaluate(() => tatapPeers.descriptions);
  }

  /** When connections were closed; milliseconds since the epoch. */
  async closedAt(): Promise<readonly number[]> {
    return await this.#page.evaluate(() => tatapPeers.closedAt);
  }

  /** Links that are open. */
  async open(): Promise<number> {
    const connections = await this.#page.evaluateHandle(() => tatapPeers.connections);
    return await connections.evaluate(countLinks);
  }
}
