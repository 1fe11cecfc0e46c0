import { everything, type OutgoingTracks, type Sending } from '../call/peer-link-port.ts';
import type { Logger } from '../log.ts';
import { bandwidthOf } from './bandwidth.ts';
import { audioOrder, type LocalCodecs, videoOrder } from './codecs.ts';
import { videoFormatsOf } from './sdp.ts';
import { type Line, type Tuning, tuningOf } from './tuning.ts';

/** RTCSetParameterOptions of W3C WebRTC Extensions: Chromium has it, and no types know it. */
interface RefreshableSender extends RTCRtpSender {
  setParameters(
    parameters: RTCRtpSendParameters,
    options?: { readonly encodingOptions: readonly { readonly keyFrame: boolean }[] },
  ): Promise<void>;
}

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

/** What is one stream is played in step: lips with words, film with its sound (RFC 8830). */
export interface Streams {
  /** Microphone and camera. */
  readonly person: MediaStream;
  /** Screen, and the sound of it. */
  readonly screen: MediaStream;
}

/** The media sections of one link, and what they send. */
export class MediaLines {
  readonly #log: Logger;
  readonly #own: Streams;
  readonly #remote: Streams;
  readonly #codecs: LocalCodecs | null;
  #lines: Lines | null = null;
  #tracks: OutgoingTracks = {};
  /** What senders were told last, so that they are told only what is new. */
  readonly #tuned = new Map<Line, { readonly tuning: Tuning; readonly active: boolean }>();
  #sending = everything;
  #remoteMuted = true;

  /**
   * @param own empty; they only tell the other side what belongs together
   * @param remote get what comes from the other side
   * @param codecs `null` leaves their order to the browser
   */
  constructor(own: Streams, remote: Streams, codecs: LocalCodecs | null, log: Logger) {
    this.#own = own;
    this.#remote = remote;
    this.#codecs = codecs;
    this.#log = log;
  }

  /** The caller's side makes the sections. */
  create(connection: RTCPeerConnection): void {
    const made = kinds.map((kind) => connection.addTransceiver(kind, { direction: 'sendrecv' }));
    this.#prefer(made);
    this.#use(made);
  }

  /** The callee's side finds them in the offer. Throws where they are not what they should be. */
  adopt(connection: RTCPeerConnection): void {
    if (this.#lines !== null) return;
    const found = connection.getTransceivers();
    if (kinds.some((kind, index) => found[index]?.receiver.track.kind !== kind)) {
      throw new Error('the offer does not have the four media sections');
    }
    const used = found.slice(0, kinds.length);
    for (const transceiver of used) transceiver.direction = 'sendrecv';
    this.#prefer(used, videoFormatsOf(connection.remoteDescription?.sdp ?? ''));
    this.#use(used);
  }

  /**
   * Once sections are negotiated their senders take parameters. Those of a screen wait until one is
   * shared, so that a call does not begin with them.
   */
  tune(): void {
    if (this.#lines === null) return;
    this.#tune('audio', this.#lines.audio.sender);
    this.#tune('camera', this.#lines.camera.sender);
    const { screen, screenAudio } = this.#tracks;
    if (screen) this.#tune('screen', this.#lines.screen.sender);
    if (screenAudio) this.#tune('screenAudio', this.#lines.screenAudio.sender);
  }

  setSending(sending: Sending): void {
    this.#sending = sending;
    this.#retune();
  }

  /**
   * Sends each picture whole once, without being asked: after an outage the other side would wait
   * for that, and ask for it about a second later. A browser that does not know how waits.
   */
  refresh(): void {
    if (this.#lines === null) return;
    for (const { sender } of [this.#lines.camera, this.#lines.screen]) {
      if (sender.track === null) continue;
      const options = { encodingOptions: [{ keyFrame: true }] };
      (sender as RefreshableSender)
        .setParameters(sender.getParameters(), options)
        .catch((cause) => this.#log.debug('picture not refreshed', { cause }));
    }
  }

  /** What the way to the other side is believed to bear; `null` while nobody knows. */
  async bandwidthBps(): Promise<number | null> {
    return this.#lines === null ? null : bandwidthOf(this.#lines.camera.sender);
  }

  setTracks(tracks: OutgoingTracks): void {
    this.#tracks = { ...this.#tracks, ...tracks };
    this.#attach(tracks);
  }

  /** Lets the other side be seen and heard, or not. */
  setRemoteHeard(heard: boolean): void {
    if (this.#remoteMuted === !heard) return;
    this.#remoteMuted = !heard;
    this.#gate();
  }

  /** Sends nothing more and shows nothing more. */
  silence(): void {
    this.setTracks({ audio: null, video: null, screen: null, screenAudio: null });
    for (const track of this.#remoteTracks()) track.enabled = false;
  }

  #use(transceivers: readonly RTCRtpTransceiver[]): void {
    const [audio, camera, screen, screenAudio] = transceivers;
    if (!audio || !camera || !screen || !screenAudio) return;
    this.#lines = { audio, camera, screen, screenAudio };
    for (const { sender } of [audio, camera]) sender.setStreams(this.#own.person);
    for (const { sender } of [screen, screenAudio]) sender.setStreams(this.#own.screen);
    this.#remote.person.addTrack(audio.receiver.track);
    this.#remote.person.addTrack(camera.receiver.track);
    this.#remote.screen.addTrack(screen.receiver.track);
    this.#remote.screen.addTrack(screenAudio.receiver.track);
    this.#gate();
    this.#attach(this.#tracks);
  }

  /** Says which codecs go first; where the browser refuses, its own order is as good. */
  #prefer(transceivers: readonly RTCRtpTransceiver[], offered: readonly string[] = []): void {
    if (this.#codecs === null) return;
    const orders = { audio: audioOrder(this.#codecs), video: videoOrder(this.#codecs, offered) };
    try {
      transceivers.forEach((transceiver, index) => {
        const kind = kinds[index];
        if (kind !== undefined) transceiver.setCodecPreferences(orders[kind]);
      });
    } catch (cause) {
      this.#log.warn('codecs not ordered', { cause });
    }
  }

  #gate(): void {
    for (const track of this.#remoteTracks()) track.enabled = !this.#remoteMuted;
  }

  #remoteTracks(): readonly MediaStreamTrack[] {
    return [...this.#remote.person.getTracks(), ...this.#remote.screen.getTracks()];
  }

  #attach({ audio, video, screen, screenAudio }: OutgoingTracks): void {
    if (this.#lines === null) return;
    if (screen || screenAudio) this.#retune();
    if (audio !== undefined) this.#replace(this.#lines.audio.sender, audio);
    if (video !== undefined) {
      // Faces move: keep the frame rate's smoothness in the encoder's choices.
      if (video !== null && video.contentHint === '') video.contentHint = 'motion';
      this.#replace(this.#lines.camera.sender, video);
    }
    if (screen !== undefined) this.#replace(this.#lines.screen.sender, screen);
    if (screenAudio !== undefined) this.#replace(this.#lines.screenAudio.sender, screenAudio);
  }

  #tune(line: Line, sender: RTCRtpSender): void {
    const screen = this.#tracks.screen ? 'shared' : 'none';
    const hint = this.#tracks.screen?.contentHint ?? '';
    const tuning = tuningOf(line, hint, { ...this.#sending, screen });
    const isPicture = line === 'camera' || line === 'screen';
    const active = !isPicture || this.#sending.picture === 'sent';
    const before = this.#tuned.get(line);
    if (before?.tuning === tuning && before.active === active) return;
    this.#tuned.set(line, { tuning, active });
    const parameters = sender.getParameters();
    const { degradationPreference, ...encoding } = tuning;
    for (const each of parameters.encodings) Object.assign(each, encoding, { active });
    if (degradationPreference !== undefined) Object.assign(parameters, { degradationPreference });
    sender
      .setParameters(parameters)
      .catch((cause) => this.#log.warn('sender not tuned', { line, cause }));
  }

  /** Senders that have not been negotiated take no parameters yet. */
  #retune(): void {
    if (this.#tuned.size > 0) this.tune();
  }

  #replace(sender: RTCRtpSender, track: MediaStreamTrack | null): void {
    if (sender.track === track) {
      // The same track may by now show something of another kind, and another track surely may.
      this.#retune();
      return;
    }
    sender.replaceTrack(track).then(
      () => this.#retune(),
      (cause) => this.#log.warn('track not sent', { cause }),
    );
  }
}
