/** A microphone's loudness without a sound device to play on. */
export interface LinkLevel {
  /** RMS of the last packet, 0 to 1; `null` before the first. */
  read(): number | null;
  close(): void;
}

/**
 * Reads a track's loudness off a call with oneself: packets carry it (RFC 6464). In Firefox an
 * `AudioContext` runs on the speaker's clock, so where there is no speaker an analyser stays empty.
 */
export function levelByLink(track: MediaStreamTrack): LinkLevel {
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
