import { setTimeout } from 'node:timers/promises';
import { type Arrival, arrived, watchArrival } from '../arrivals.ts';
import type { BareWindow } from '../bare-window.ts';
import { openBlank, openWindows } from '../browser.ts';
import type { Variant } from '../harness.ts';

declare global {
  interface Window {
    bareLink?: RTCPeerConnection;
    bareStreams?: MediaStream[];
    /** Sends these tracks, each over the line of its kind. */
    sendBare?: (tracks: readonly MediaStreamTrack[]) => Promise<void>;
  }
}

/** How long it rings before somebody answers. */
const ringMs = 2_000;

/**
 * The floor of two people: a bare page each, connected beforehand and with nothing else to do, a
 * window full of picture, `maintain-resolution` and a start bitrate set. The accept goes over a data
 * channel; the caller's devices are open by then, and the callee opens its own at the accept, because
 * no light may go on before.
 */
export async function twoPages(what: Arrival): Promise<Variant> {
  const style = 'video{position:fixed;inset:0;width:100%;height:100%;object-fit:cover}';
  const { windows: pages, close } = await openWindows(2, async (opened) => {
    for (const page of opened) await openBlank(page, `<style>${style}</style><p>floor`);
  });
  const [caller, callee] = pages;
  if (caller === undefined || callee === undefined) throw new Error('two windows were opened');
  return {
    async measure() {
      for (const page of pages)
        await page.evaluate(watchArrival, { what, selector: 'video', sides: 1 });
      await connect(caller, callee);
      await caller.evaluate(openDevices);
      await setTimeout(ringMs);
      const seen = arrived(pages);
      const acceptedAt = await callee.evaluate(accept);
      const { at, stolenMs } = await seen;
      for (const page of pages) await page.evaluate(clear);
      return { value: at - acceptedAt, stolenMs };
    },
    close,
  };
}

async function connect(caller: BareWindow, callee: BareWindow): Promise<void> {
  const offer = await caller.evaluate(makeLink, null);
  const answer = await callee.evaluate(makeLink, offer);
  await caller.evaluate(async (sdp) => {
    await window.bareLink?.setRemoteDescription({ type: 'answer', sdp });
  }, answer);
  for (const page of [caller, callee]) {
    await page.evaluate(untilConnected);
    await page.evaluate(show);
  }
}

/** Runs in the page: one side of the link; gives its description with every candidate. */
async function makeLink(offer: string | null): Promise<string> {
  const link = new RTCPeerConnection();
  window.bareLink = link;
  window.connections = [link];
  window.bareStreams = [];
  window.sendBare = async (tracks) => {
    for (const { sender, receiver } of link.getTransceivers()) {
      const track = tracks.find(({ kind }) => kind === receiver.track.kind);
      if (track === undefined) continue;
      if (track.kind === 'video') {
        const kept = { degradationPreference: 'maintain-resolution' };
        await sender.setParameters(Object.assign(sender.getParameters(), kept));
      }
      void sender.replaceTrack(track);
    }
  };
  const channel = link.createDataChannel('accept', { negotiated: true, id: 0 });
  channel.addEventListener('message', () => {
    void window.sendBare?.(window.bareStreams?.flatMap((stream) => stream.getTracks()) ?? []);
  });
  if (offer === null) {
    for (const kind of ['audio', 'video']) link.addTransceiver(kind);
  } else {
    await link.setRemoteDescription({ type: 'offer', sdp: offer });
    for (const transceiver of link.getTransceivers()) transceiver.direction = 'sendrecv';
    document.addEventListener('accept', () => channel.send('accept'), { once: true });
  }
  await link.setLocalDescription();
  while (link.iceGatheringState !== 'complete') {
    await new Promise((resolve) => {
      link.addEventListener('icegatheringstatechange', resolve, { once: true });
    });
  }
  const codec = /^(a=rtpmap:(\d+) VP8\/90000)$/m;
  const bitrate = '$1\r\na=fmtp:$2 x-google-start-bitrate=1500';
  return link.localDescription?.sdp.replace(codec, bitrate) ?? '';
}

/** Runs in the page. */
async function untilConnected(): Promise<void> {
  const link = window.bareLink;
  while (link?.connectionState !== 'connected') {
    await new Promise((resolve) => {
      link?.addEventListener('connectionstatechange', resolve, { once: true });
    });
  }
}

/** Runs in the page: plays what will come. */
function show(): void {
  const tracks = window.bareLink?.getReceivers().map(({ track }) => track) ?? [];
  const remote = new MediaStream(tracks);
  for (const player of [document.createElement('video'), document.createElement('audio')]) {
    player.muted = player.localName === 'video';
    player.autoplay = true;
    player.srcObject = remote;
    document.body.append(player);
  }
}

/** Runs in the caller's page. */
async function openDevices(): Promise<void> {
  const video = { width: 1280, height: 720, frameRate: 30 };
  window.bareStreams?.push(await navigator.mediaDevices.getUserMedia({ audio: true, video }));
}

/** Runs in the callee's page: accepts, and sends each device as soon as it is there. */
function accept(): number {
  const acceptedAt = performance.timeOrigin + performance.now();
  document.dispatchEvent(new Event('accept'));
  for (const what of [{ audio: true }, { video: { width: 1280, height: 720, frameRate: 30 } }]) {
    void navigator.mediaDevices.getUserMedia(what).then((stream) => {
      window.bareStreams?.push(stream);
      return window.sendBare?.(stream.getTracks());
    });
  }
  return acceptedAt;
}

/** Runs in the page: ends the call. */
function clear(): void {
  window.bareLink?.close();
  for (const stream of window.bareStreams ?? []) {
    for (const track of stream.getTracks()) track.stop();
  }
  for (const player of document.querySelectorAll('video, audio')) player.remove();
}
