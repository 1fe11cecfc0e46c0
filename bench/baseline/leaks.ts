import type { Page } from '@playwright/test';
import { countHoldings, holdingsOf } from '../../e2e/fixtures/holdings.ts';
import { interpretedOnly, launchBrowser } from '../browser.ts';
import { callMinutes, callsInARow, warmingCalls } from '../durations.ts';
import type { Variant } from '../harness.ts';

declare global {
  interface Window {
    /** Ends the plain call of this page. */
    endPlainCall?: () => void;
  }
}

/** Plain calls in a row between two peer connections of one page: growth of its heap in percent. */
export async function plainCallsInARow(): Promise<Variant> {
  const { page, close } = await openPage();
  const talk = async () => {
    await page.evaluate(begin, false);
    await page.evaluate(() => window.endPlainCall?.());
  };
  for (let call = 0; call < warmingCalls; call += 1) await talk();
  return {
    async measure() {
      const before = await holdingsOf(page);
      for (let call = 0; call < callsInARow; call += 1) await talk();
      const after = await holdingsOf(page);
      return (after.heapBytes / before.heapBytes - 1) * 100;
    },
    close,
  };
}

/** One long plain call with pictures: growth of the page's heap in MB. */
export async function plainLongCall(): Promise<Variant> {
  const { page, close } = await openPage();
  return {
    async measure() {
      await page.evaluate(begin, true);
      await page.waitForTimeout(60_000);
      const before = await holdingsOf(page);
      await page.waitForTimeout(callMinutes * 60_000);
      const after = await holdingsOf(page);
      await page.evaluate(() => window.endPlainCall?.());
      return (after.heapBytes - before.heapBytes) / 1_000_000;
    },
    close,
  };
}

async function openPage(): Promise<{ page: Page; close(): Promise<void> }> {
  const browser = await launchBrowser(interpretedOnly);
  const page = await browser.newPage();
  await countHoldings(page);
  const url = 'http://localhost:1/';
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: '<p>plain' }));
  await page.goto(url);
  return { page, close: () => browser.close() };
}

/** Runs in the page: connects two connections and plays what comes. */
async function begin(withPicture: boolean): Promise<void> {
  const video = withPicture && { width: 1280, height: 720, frameRate: 30 };
  const media = await navigator.mediaDevices.getUserMedia({ audio: true, video });
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const ends = [a, b];
  a.addEventListener('icecandidate', ({ candidate }) => void b.addIceCandidate(candidate));
  b.addEventListener('icecandidate', ({ candidate }) => void a.addIceCandidate(candidate));
  for (const end of ends) for (const track of media.getTracks()) end.addTrack(track, media);
  const applied = (description: RTCSessionDescription | null) => {
    if (description === null) throw new Error('no description');
    return description;
  };
  await a.setLocalDescription();
  await b.setRemoteDescription(applied(a.localDescription));
  await b.setLocalDescription();
  await a.setRemoteDescription(applied(b.localDescription));
  const videos = ends.map((end) => {
    const element = document.createElement('video');
    element.muted = true;
    element.autoplay = true;
    element.srcObject = new MediaStream(end.getReceivers().map(({ track }) => track));
    document.body.append(element);
    return element;
  });
  for (const end of ends) {
    while (end.connectionState !== 'connected') {
      await new Promise((resolve) => {
        end.addEventListener('connectionstatechange', resolve, { once: true });
      });
    }
  }
  window.endPlainCall = () => {
    for (const end of ends) end.close();
    for (const element of videos) element.remove();
    for (const track of media.getTracks()) track.stop();
    delete window.endPlainCall;
  };
}
