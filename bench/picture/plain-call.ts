import type { Page } from '@playwright/test';

declare global {
  interface Window {
    plainLink?: RTCPeerConnection;
    plainTracks?: MediaStreamTrack[];
  }
}

/**
 * A call between bare pages with a browser's plain settings, connected before anybody answers as
 * Tatap's are. The descriptions go through the driver.
 */
export async function ringPlainly([caller, callee]: readonly [Page, Page]): Promise<void> {
  const offer = await caller.evaluate(open, null);
  const answer = await callee.evaluate(open, offer);
  await caller.evaluate(async (sdp) => {
    await window.plainLink?.setRemoteDescription({ type: 'answer', sdp });
  }, answer);
  for (const page of [caller, callee]) {
    await page.waitForFunction(() => window.plainLink?.connectionState === 'connected');
  }
}

/** Both sides send from now on. Gives the time at which they began to. */
export async function acceptPlainly(pages: readonly Page[]): Promise<number> {
  const times = await Promise.all(
    pages.map((page) =>
      page.evaluate(() => {
        const at = performance.timeOrigin + performance.now();
        for (const sender of window.plainLink?.getSenders() ?? []) {
          const kind = sender === window.plainLink?.getSenders()[0] ? 'audio' : 'video';
          void sender.replaceTrack(
            window.plainTracks?.find((track) => track.kind === kind) ?? null,
          );
        }
        return at;
      }),
    ),
  );
  return Math.max(...times);
}

export async function endPlainly(pages: readonly Page[]): Promise<void> {
  for (const page of pages) {
    await page.evaluate(() => {
      window.plainLink?.close();
      for (const track of window.plainTracks ?? []) track.stop();
      for (const player of document.querySelectorAll('[data-plain]')) player.remove();
    });
  }
}

/** Runs in the page: opens devices and a link, and gives its description with every candidate. */
async function open(offer: string | null): Promise<string> {
  const media = await navigator.mediaDevices.getUserMedia({
    audio: true,
    video: { width: 1280, height: 720, frameRate: 30 },
  });
  window.plainTracks = media.getTracks();
  const link = new RTCPeerConnection({ iceServers: [{ urls: 'stun:turn.test:3478' }] });
  window.plainLink = link;
  const video = document.createElement('video');
  video.dataset['plain'] = '';
  video.autoplay = true;
  video.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh;z-index:99';
  document.body.append(video);
  const remote = new MediaStream();
  link.addEventListener('track', ({ track }) => remote.addTrack(track));
  video.muted = true;
  const audio = document.createElement('audio');
  audio.dataset['plain'] = '';
  audio.autoplay = true;
  document.body.append(audio);
  for (const player of [video, audio]) player.srcObject = remote;
  if (offer === null) {
    link.addTransceiver('audio');
    link.addTransceiver('video');
  } else {
    await link.setRemoteDescription({ type: 'offer', sdp: offer });
    for (const transceiver of link.getTransceivers()) transceiver.direction = 'sendrecv';
  }
  await link.setLocalDescription();
  await new Promise<void>((resolve) => {
    if (link.iceGatheringState === 'complete') resolve();
    link.addEventListener('icegatheringstatechange', () => {
      if (link.iceGatheringState === 'complete') resolve();
    });
  });
  return link.localDescription?.sdp ?? '';
}
