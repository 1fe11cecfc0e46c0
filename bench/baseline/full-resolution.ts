import { launchBrowser } from '../browser.ts';
import type { Variant } from '../harness.ts';

/**
 * The floor: two peer connections in one page, connected beforehand, `maintain-resolution` and a
 * start bitrate set, the cameras open. From `replaceTrack` on both sides to the first remote frame
 * of 1280 pixels on both.
 */
export async function pageFullResolution(): Promise<Variant> {
  const browser = await launchBrowser();
  const page = await browser.newPage();
  const url = 'http://localhost:1/';
  await page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: '<p>floor' }));
  await page.goto(url);
  return {
    measure: () => page.evaluate(connectAndSend),
    close: () => browser.close(),
  };
}

/** Runs in the page. */
async function connectAndSend(): Promise<number> {
  const wanted = { width: 1280, height: 720, frameRate: 30 };
  const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: wanted });
  const [camera] = media.getVideoTracks();
  const [a, b] = [new RTCPeerConnection(), new RTCPeerConnection()];
  a.addEventListener('icecandidate', ({ candidate }) => void b.addIceCandidate(candidate));
  b.addEventListener('icecandidate', ({ candidate }) => void a.addIceCandidate(candidate));
  a.addTransceiver('video');
  const quick = ({ type, sdp = '' }: RTCSessionDescriptionInit): RTCSessionDescriptionInit => ({
    type,
    sdp: sdp.replace(
      /^(a=rtpmap:(\d+) VP8\/90000)$/m,
      '$1\r\na=fmtp:$2 x-google-start-bitrate=1500',
    ),
  });
  const applied = (description: RTCSessionDescription | null) => {
    if (description === null) throw new Error('no description');
    return quick(description);
  };
  await a.setLocalDescription();
  await b.setRemoteDescription(applied(a.localDescription));
  for (const transceiver of b.getTransceivers()) transceiver.direction = 'sendrecv';
  await b.setLocalDescription();
  await a.setRemoteDescription(applied(b.localDescription));
  const ends = [a, b];
  const videos = ends.map((end) => {
    const video = document.createElement('video');
    video.muted = true;
    video.autoplay = true;
    video.srcObject = new MediaStream(end.getReceivers().map(({ track }) => track));
    document.body.append(video);
    return video;
  });
  const fullWidth = (video: HTMLVideoElement) =>
    new Promise<number>((resolve) => {
      const look = () =>
        video.requestVideoFrameCallback((_, { width }) =>
          width >= 1280 ? resolve(performance.now()) : look(),
        );
      look();
    });
  for (const end of ends) {
    while (end.connectionState !== 'connected') {
      await new Promise((resolve) => {
        end.addEventListener('connectionstatechange', resolve, { once: true });
      });
    }
    for (const sender of end.getSenders()) {
      await sender.setParameters(
        Object.assign(sender.getParameters(), { degradationPreference: 'maintain-resolution' }),
      );
    }
  }
  const seen = Promise.all(videos.map(fullWidth));
  const acceptedAt = performance.now();
  for (const end of ends) void end.getSenders()[0]?.replaceTrack(camera ?? null);
  const latest = Math.max(...(await seen));
  for (const end of ends) end.close();
  for (const video of videos) video.remove();
  for (const track of media.getTracks()) track.stop();
  return latest - acceptedAt;
}
