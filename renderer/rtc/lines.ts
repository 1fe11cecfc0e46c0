import type { OutgoingTracks } from '../call/peer-link-port.ts';
import type { Logger } from '../log.ts';

/** What a 720p camera needs at most, in bit/s. */
const cameraBitrateBps = 2_500_000;
const cameraFramesPerSecond = 30;

/**
 * The four media sections of every link, in their order. They are negotiated once, with senders
 * that hold no track; from then on everything is `replaceTrack`, and nothing is renegotiated.
 */
const kinds = ['audio', 'video', 'video', 'audio'] as const;

interface Lines {
  readonly audio: RTCRtpTransceiver;
  readonly camera: RTCRtpTransceiver;
  readonly screen: RTCRtpTransceiver;
  readonly screenAudio: RTCRtpTransceiver;
}

/** The media sections of one link, and what they send. */
export class MediaLines {
  readonly #log: Logger;
  /** Sound and camera of the other side. */
  readonly #remote: MediaStream;
  #lines: Lines | null = null;
  #tracks: OutgoingTracks = {};
  #remoteMuted = true;

  constructor(remote: MediaStream, log: Logger) {
    this.#remote = remote;
    this.#log = log;
  }

  /** The caller's side makes the sections. */
  create(connection: RTCPeerConnection): void {
    this.#use(kinds.map((kind) => connection.addTransceiver(kind, { direction: 'sendrecv' })));
  }

  /** The callee's side finds them in the offer. Throws where they are not what they should be. */
  adopt(connection: RTCPeerConnection): void {
    if (this.#lines !== null) return;
    const found = connection.getTransceivers();
    if (kinds.some((kind, index) => found[index]?.receiver.track.kind !== kind)) {
      throw new Error('the offer does not have the four media sections');
    }
    for (const transceiver of found.slice(0, kinds.length)) transceiver.direction = 'sendrecv';
    this.#use(found);
  }

  /** Once sections are negotiated their senders take parameters. */
  tune(): void {
    const sender = this.#lines?.camera.sender;
    if (sender === undefined) return;
    const parameters = sender.getParameters();
    for (const encoding of parameters.encodings) {
      encoding.maxBitrate = cameraBitrateBps;
      encoding.maxFramerate = cameraFramesPerSecond;
    }
    // Full width from the first frame on; Chromium would begin at 320 and take 20 s to climb.
    Object.assign(parameters, { degradationPreference: 'maintain-resolution' });
    sender
      .setParameters(parameters)
      .catch((cause) => this.#log.warn('sender not tuned', { cause }));
  }

  setTracks(tracks: OutgoingTracks): void {
    this.#tracks = { ...this.#tracks, ...tracks };
    this.#attach(tracks);
  }

  /** Lets the other side be seen and heard. */
  unmuteRemote(): void {
    this.#remoteMuted = false;
    this.#gate();
  }

  /** Sends nothing more and shows nothing more. */
  silence(): void {
    this.setTracks({ audio: null, video: null });
    for (const track of this.#remote.getTracks()) track.enabled = false;
  }

  #use(transceivers: readonly RTCRtpTransceiver[]): void {
    const [audio, camera, screen, screenAudio] = transceivers;
    if (!audio || !camera || !screen || !screenAudio) return;
    this.#lines = { audio, camera, screen, screenAudio };
    this.#remote.addTrack(audio.receiver.track);
    this.#remote.addTrack(camera.receiver.track);
    this.#gate();
    this.#attach(this.#tracks);
  }

  #gate(): void {
    for (const track of this.#remote.getTracks()) track.enabled = !this.#remoteMuted;
  }

  #attach({ audio, video }: OutgoingTracks): void {
    if (this.#lines === null) return;
    if (audio !== undefined) this.#replace(this.#lines.audio.sender, audio);
    if (video !== undefined) {
      // Faces move: keep the frame rate's smoothness in the encoder's choices.
      if (video !== null && video.contentHint === '') video.contentHint = 'motion';
      this.#replace(this.#lines.camera.sender, video);
    }
  }

  #replace(sender: RTCRtpSender, track: MediaStreamTrack | null): void {
    if (sender.track === track) return;
    sender.replaceTrack(track).catch((cause) => this.#log.warn('track not sent', { cause }));
  }
}
