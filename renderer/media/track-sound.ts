/** A reading of a track: its last samples, or only their RMS (0 to 1) without an output device. */
export type Heard =
  | { readonly as: 'samples'; readonly samples: Float32Array }
  | { readonly as: 'loudness'; readonly rms: number }
  | { readonly as: 'nothing' };

/** Reads the sound of a track. Call `look` every 50 ms. */
export interface TrackSound {
  look(): Heard;
  close(): void;
}

/** A context that does not run after this many readings (0.5 s) has no output device. */
const patience = 10;

/** @param windowSamples number of samples per reading, a power of two */
export function listenTo(track: MediaStreamTrack, windowSamples: number): TrackSound {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = windowSamples;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  // A page that captures may always start its context, but not every browser does so by itself.
  context.resume().catch(() => undefined);
  // Some browsers are built without WebRTC, and the page says so elsewhere.
  const canLink = typeof RTCPeerConnection === 'function';
  let looks = 0;
  let link: LinkLevel | null = null;
  return {
    look() {
      looks += 1;
      // Before it runs, the analyser shows zeros that no microphone has sent.
      if (context.state === 'running' && context.currentTime > 0) {
        link?.close();
        link = null;
        analyser.getFloatTimeDomainData(samples);
        return { as: 'samples', samples };
      }
      if (looks >= patience && canLink) link ??= levelByLink(track);
      const rms = link?.read() ?? null;
      return rms === null ? { as: 'nothing' } : { as: 'loudness', rms };
    },
    close() {
      link?.close();
      context.close().catch(() => undefined);
    },
  };
}

/** A microphone's loudness, measured without an output device. */
interface LinkLevel {
  /** RMS of the last packet, 0 to 1; `null` before the first. */
  read(): number | null;
  close(): void;
}

/**
 * Measures a track's loudness over a loopback connection, whose packets carry the level (RFC 6464).
 * Firefox runs an `AudioContext` on the output device's clock, so without an output device an
 * `AnalyserNode` gets no samples.
 */
function levelByLink(track: MediaStreamTrack): LinkLevel {
  const [here, there] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const give =
    (to: RTCPeerConnection) =>
    ({ candidate }: RTCPeerConnectionIceEvent): void =>
      void to.addIceCandidate(candidate ?? undefined).catch(() => undefined);
  here.onicecandidate = give(there);
  there.onicecandidate = give(here);
  here.addTrack(track);
  connect(here, there).catch(() => undefined);
  return {
    read: () => there.getReceivers()[0]?.getSynchronizationSources()[0]?.audioLevel ?? null,
    close() {
      here.close();
      there.close();
    },
  };
}

async function connect(here: RTCPeerConnection, there: RTCPeerConnection): Promise<void> {
  const offer = await here.createOffer();
  await here.setLocalDescription(offer);
  await there.setRemoteDescription(offer);
  const answer = await there.createAnswer();
  await there.setLocalDescription(answer);
  await here.setRemoteDescription(answer);
}
