import type { Logger } from '../log.ts';
import { everything, type OutgoingTracks, type Sending } from '../peers/peer-link-port.ts';
import { bandwidthOf } from './bandwidth.ts';
import { audioOrder, type LocalCodecs, videoOrder } from './codecs.ts';
import { videoFormatsOf } from './sdp.ts';
import { SentLine } from './sent-line.ts';
import { type Line, tuningOf } from './tuning.ts';

/**
 * The four media sections of every link, in their order. They are negotiated once, with senders
 * that hold no track; from then on everything is `replaceTrack`, and nothing is renegotiated.
 */
const kinds = ['audio', 'video', 'video', 'audio'] as const;

interface Lines {
  readonly sent: Readonly<Record<Line, SentLine>>;
  readonly cameraSender: RTCRtpSender;
}

/** What is one stream is played in step: lips with words, film with its sound (RFC 8830). */
export interface Streams {
  /** Microphone and camera. */
  readonly person: MediaStream;
  /** Screen, and the sound of it. */
  readonly screen: MediaStream;
}

/** The media sections of one link, and what they send. */
export class MediaSections {
  readonly #log: Logger;
  readonly #own: Streams;
  readonly #remote: Streams;
  readonly #codecs: LocalCodecs | null;
  #sections: Lines | null = null;
  #tracks: OutgoingTracks = {};
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
    if (this.#sections !== null) return;
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
    this.#tune('audio', 'camera');
    this.#tuneScreen();
  }

  setSending(sending: Sending): void {
    this.#sending = sending;
    this.#retune();
  }

  /**
   * Sends each picture whole once, without being asked: after an outage the other side would wait
   * for that, and ask for it about a second later.
   */
  refresh(): void {
    this.#sections?.sent.camera.refresh();
    this.#sections?.sent.screen.refresh();
  }

  /** What the way to the other side is believed to bear; `null` while nobody knows. */
  async bandwidthBps(): Promise<number | null> {
    return this.#sections === null ? null : bandwidthOf(this.#sections.cameraSender);
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
    const sent = ({ sender }: RTCRtpTransceiver) => new SentLine(sender, this.#log);
    this.#sections = {
      cameraSender: camera.sender,
      sent: {
        audio: sent(audio),
        camera: sent(camera),
        screen: sent(screen),
        screenAudio: sent(screenAudio),
      },
    };
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
    if (this.#sections === null) return;
    const { sent } = this.#sections;
    // Faces move: keep the frame rate's smoothness in the encoder's choices.
    if (video && video.contentHint === '') video.contentHint = 'motion';
    // A screen is told how to be sent before its first frame.
    if (screen || screenAudio) this.#retune();
    if (audio !== undefined) sent.audio.setTrack(audio);
    if (video !== undefined) sent.camera.setTrack(video);
    if (screen !== undefined) sent.screen.setTrack(screen);
    if (screenAudio !== undefined) sent.screenAudio.setTrack(screenAudio);
    // The same track may by now show something of another kind, and the camera steps back for a screen.
    this.#retune();
  }

  #tune(...lines: readonly Line[]): void {
    const screen = this.#tracks.screen ? 'shared' : 'none';
    const hint = this.#tracks.screen?.contentHint ?? '';
    for (const line of lines) {
      const isPicture = line === 'camera' || line === 'screen';
      const tuning = tuningOf(line, hint, { ...this.#sending, screen });
      this.#sections?.sent[line].tune(tuning, isPicture ? this.#sending.picture : 'sent');
    }
  }

  #tuneScreen(): void {
    if (this.#tracks.screen) this.#tune('screen');
    if (this.#tracks.screenAudio) this.#tune('screenAudio');
  }

  /** Senders that have not been negotiated take no parameters yet. */
  #retune(): void {
    if (this.#sections?.sent.camera.isTuned) this.tune();
  }
}
