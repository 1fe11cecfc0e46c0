/// <reference lib="dom" />
import { chromium, type Page } from '@playwright/test';
import { sandboxFlags } from '../browsers.ts';
import { chromiumForTests } from './browsers.ts';
import { currentPace, paceOf, setPace, usualMs } from './pace.ts';

/** Ends the measurement where a browser hangs, milliseconds. */
const giveUpMs = 120_000;

/** Runs in a page: two bare peer connections, until a picture has come over them. */
async function bareCall(): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
  const [caller, callee] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const give = (to: RTCPeerConnection) => (event: RTCPeerConnectionIceEvent) =>
    void to.addIceCandidate(event.candidate ?? undefined);
  caller.onicecandidate = give(callee);
  callee.onicecandidate = give(caller);
  const video = document.createElement('video');
  video.muted = true;
  callee.ontrack = ({ streams }) => {
    video.srcObject = streams[0] ?? null;
    void video.play();
  };
  for (const track of stream.getTracks()) caller.addTrack(track, stream);
  await caller.setLocalDescription();
  if (caller.localDescription) await callee.setRemoteDescription(caller.localDescription);
  await callee.setLocalDescription();
  if (callee.localDescription) await caller.setRemoteDescription(callee.localDescription);
  await new Promise((resolve) => video.requestVideoFrameCallback(resolve));
  caller.close();
  callee.close();
}

async function emptySecurePage(page: Page): Promise<void> {
  const url = 'https://pace.test/';
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
  await page.goto(url);
}

/** The reference action: a browser's start and a bare call in it. Gives its time in milliseconds. */
async function referenceMs(executablePath: string): Promise<number> {
  const startedAt = performance.now();
  const browser = await chromium.launch({
    executablePath,
    timeout: giveUpMs,
    args: [
      ...sandboxFlags(),
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--allow-loopback-in-peer-connection',
    ],
  });
  try {
    const page = await browser.newPage();
    await emptySecurePage(page);
    await page.evaluate(bareCall);
    return performance.now() - startedAt;
  } finally {
    await browser.close();
  }
}

/** Measures how fast this machine is now, lengthens all limits of this run by it, and says so. */
export async function measurePace(): Promise<void> {
  const executablePath = chromiumForTests();
  if (executablePath === null) return;
  const tookMs = await referenceMs(executablePath);
  setPace(paceOf(tookMs));
  console.log(
    `Pace: a browser's start and a bare call took ${(tookMs / 1_000).toFixed(1)} s ` +
      `(${usualMs / 1_000} s is usual); limits of time are ${currentPace()} times the usual ones.`,
  );
}
