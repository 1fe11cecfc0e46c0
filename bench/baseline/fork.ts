import type { Page } from '@playwright/test';
import { launchBrowser } from '../browser.ts';
import { startServer } from '../child.ts';
import type { Variant } from '../harness.ts';

declare global {
  /** Socket.IO's own client, as the relay serves it. */
  function io(options: object): {
    on(event: string, listener: (message: { from: string }) => void): void;
    emit(event: string, message: object): void;
    readonly connected: boolean;
  };
  interface Window {
    forkLinks?: Map<string, RTCPeerConnection>;
    forkClosedAt?: Promise<number>;
    forkSocket?: ReturnType<typeof io>;
  }
}

const losers = ['loser-0', 'loser-1'] as const;

/**
 * The least that a fork takes: bare pages with a link each to the caller, over a relay that knows
 * nothing. The winner tells the caller, which closes its other links and tells the others, which
 * close theirs.
 */
export async function bareFork(): Promise<Variant> {
  const server = await startServer('baseline/relay-server.ts');
  const browser = await launchBrowser();
  const open = async (name: string): Promise<Page> => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/?name=page-of-${name}`);
    await page.evaluate(openSocket, name);
    await page.waitForFunction(() => window.forkSocket?.connected === true);
    return page;
  };
  const caller = await open('caller');
  const winner = await open('winner');
  const others = await Promise.all(losers.map(async (name) => [name, await open(name)] as const));
  const connect = async (name: string, page: Page) => {
    const offer = await caller.evaluate(describe, { name, offer: null });
    const answer = await page.evaluate(describe, { name: 'caller', offer });
    await caller.evaluate(takeAnswer, { name, answer });
    await page.waitForFunction(isConnected);
  };
  return {
    async measure() {
      await connect('winner', winner);
      for (const [name, page] of others) await connect(name, page);
      await caller.evaluate(expectEnd, others.length);
      for (const [, page] of others) await page.evaluate(expectEnd, 1);
      const acceptedAt = await winner.evaluate(() => {
        window.forkSocket?.emit('relay', { to: 'caller', from: 'winner' });
        return Date.now();
      });
      const ended = [caller, ...others.map(([, page]) => page)];
      const closedAt = await Promise.all(
        ended.map((page) => page.evaluate(() => window.forkClosedAt)),
      );
      for (const page of [caller, winner]) await page.evaluate(closeAll);
      return Math.max(...closedAt.map(Number)) - acceptedAt;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** Runs in a page: takes what the relay brings. */
function openSocket(name: string): void {
  const links = new Map<string, RTCPeerConnection>();
  window.forkLinks = links;
  const socket = io({ auth: { name }, transports: ['websocket'], forceNew: true });
  window.forkSocket = socket;
  socket.on('relay', ({ from }) => {
    const over = [...links].filter(([other]) => name !== 'caller' || other !== from);
    // First the word, so that nobody waits for a close over here.
    if (name === 'caller') for (const [to] of over) socket.emit('relay', { to, from: 'caller' });
    for (const [other, link] of over) {
      link.close();
      links.delete(other);
      document.dispatchEvent(new Event('link-closed'));
    }
  });
}

/** Runs in a page: notes when so many links have been closed. */
function expectEnd(count: number): void {
  window.forkClosedAt = new Promise((resolve) => {
    let left = count;
    const note = () => {
      left -= 1;
      if (left > 0) return;
      document.removeEventListener('link-closed', note);
      resolve(Date.now());
    };
    document.addEventListener('link-closed', note);
  });
}

/** Runs in a page: one side of a link; gives its description with every candidate. */
async function describe({ name, offer }: { name: string; offer: string | null }): Promise<string> {
  const link = new RTCPeerConnection();
  window.forkLinks?.set(name, link);
  link.createDataChannel('control', { negotiated: true, id: 0 });
  if (offer !== null) await link.setRemoteDescription({ type: 'offer', sdp: offer });
  await link.setLocalDescription();
  while (link.iceGatheringState !== 'complete') {
    await new Promise((resolve) => {
      link.addEventListener('icegatheringstatechange', resolve, { once: true });
    });
  }
  return link.localDescription?.sdp ?? '';
}

/** Runs in the caller's page. */
async function takeAnswer({ name, answer }: { name: string; answer: string }): Promise<void> {
  await window.forkLinks?.get(name)?.setRemoteDescription({ type: 'answer', sdp: answer });
}

/** Runs in a page. */
function isConnected(): boolean {
  const links = [...(window.forkLinks?.values() ?? [])];
  return links.length > 0 && links.every((link) => link.connectionState === 'connected');
}

/** Runs in a page: ends what is left. */
function closeAll(): void {
  for (const link of window.forkLinks?.values() ?? []) link.close();
  window.forkLinks?.clear();
}
