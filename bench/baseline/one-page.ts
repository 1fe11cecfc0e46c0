import { type Arrival, arrived, watchArrival } from '../arrivals.ts';
import { openBlank, openWindows } from '../browser.ts';
import type { Variant } from '../harness.ts';

/**
 * From when on the floor is measured. `connected`: links are up beforehand, as after ringing, and
 * the devices of both sides open; `call`: connecting is part of it.
 */
type From = 'connected' | 'call';

/**
 * The floor: two peer connections in one page, without a server between them, `maintain-resolution`
 * and a start bitrate set, sound and picture both ways.
 */
export async function onePage(what: Arrival, from: From): Promise<Variant> {
  const { windows, close } = await openWindows(1, async (pages) => {
    for (const page of pages) await openBlank(page, '<p>floor');
  });
  const [page] = windows;
  if (page === undefined) throw new Error('a window was opened');
  return {
    async measure() {
      await page.evaluate(watchArrival, { what, selector: 'video', sides: 2 });
      const seen = arrived(windows);
      const beganAt = await page.evaluate(callWithin, from);
      const { at, stolenMs } = await seen;
      await page.evaluate(clear);
      return { value: at - beganAt, stolenMs };
    },
    close,
  };
}

/** Runs in the page: makes the call; returns when what is measured began. */
async function callWithin(from: From): Promise<number> {
  const wanted = { width: 1280, height: 720, frameRate: 30 };
  const open = (what: MediaStreamConstraints) => navigator.mediaDevices.getUserMedia(what);
  const media = await open({ audio: true, video: wanted });
  const now = () => performance.timeOrigin + performance.now();
  const calledAt = now();
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const ends = [a, b];
  window.connections = ends;
  a.addEventListener('icecandidate', ({ candidate }) => void b.addIceCandidate(candidate));
  b.addEventListener('icecandidate', ({ candidate }) => void a.addIceCandidate(candidate));
  for (const kind of ['audio', 'video']) a.addTransceiver(kind);
  const quick = ({ localDescription }: RTCPeerConnection) => {
    if (localDescription === null) throw new Error('no description');
    const { type, sdp } = localDescription;
    const codec = /^(a=rtpmap:(\d+) VP8\/90000)$/m;
    return { type, sdp: sdp.replace(codec, '$1\r\na=fmtp:$2 x-google-start-bitrate=1500') };
  };
  const send = async (end: RTCPeerConnection, tracks: readonly MediaStreamTrack[]) => {
    for (const { sender, receiver } of end.getTransceivers()) {
      const { kind } = receiver.track;
      const track = tracks.find((one) => one.kind === kind);
      if (track === undefined) continue;
      if (kind === 'video') {
        const kept = { degradationPreference: 'maintain-resolution' };
        await sender.setParameters(Object.assign(sender.getParameters(), kept));
      }
      void sender.replaceTrack(track);
    }
  };
  await a.setLocalDescription();
  await b.setRemoteDescription(quick(a));
  for (const transceiver of b.getTransceivers()) transceiver.direction = 'sendrecv';
  await b.setLocalDescription();
  await a.setRemoteDescription(quick(b));
  for (const end of ends) {
    const remote = new MediaStream(end.getReceivers().map(({ track }) => track));
    for (const player of [document.createElement('video'), document.createElement('audio')]) {
      player.muted = player.localName === 'video';
      player.autoplay = true;
      player.srcObject = remote;
      document.body.append(player);
    }
  }
  if (from === 'call') {
    for (const end of ends) await send(end, media.getTracks());
    return calledAt;
  }
  for (const end of ends) {
    while (end.connectionState !== 'connected') {
      await new Promise((resolve) => {
        end.addEventListener('connectionstatechange', resolve, { once: true });
      });
    }
  }
  const acceptedAt = now();
  for (const end of ends) void send(end, media.getTracks());
  return acceptedAt;
}

/** Runs in the page: ends the call. */
function clear(): void {
  for (const connection of window.connections ?? []) {
    for (const { track } of connection.getSenders()) track?.stop();
    connection.close();
  }
  for (const player of document.querySelectorAll('video, audio')) player.remove();
}
