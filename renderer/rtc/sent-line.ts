import type { Logger } from '../log.ts';
import type { Tuning } from './tuning.ts';

/** RTCSetParameterOptions of W3C WebRTC Extensions: Chromium has it, and no types know it. */
interface RefreshableSender extends RTCRtpSender {
  setParameters(
    parameters: RTCRtpSendParameters,
    options?: { readonly encodingOptions: readonly { readonly keyFrame: boolean }[] },
  ): Promise<void>;
}

/** What a sender was told last. */
interface Told {
  readonly tuning: Tuning;
  readonly active: boolean;
  readonly scale: number;
}

/** The sending half of one media section: its track, how the track is sent, and whether. */
export class SentLine {
  readonly #sender: RTCRtpSender;
  readonly #log: Logger;
  /** What was given last; the sender itself holds it a moment later. */
  #track: MediaStreamTrack | null = null;
  #past: 'empty' | 'used' = 'empty';
  #tuning: Tuning | null = null;
  #sent: 'sent' | 'paused' = 'sent';
  #told: Told | null = null;

  constructor(sender: RTCRtpSender, log: Logger) {
    this.#sender = sender;
    this.#log = log;
  }

  get track(): MediaStreamTrack | null {
    return this.#track;
  }

  /** Whether the sender has been told how to send. */
  get isTuned(): boolean {
    return this.#told !== null;
  }

  /**
   * Sends this track; `null` sends nothing. A sender that has lost its track is switched off too:
   * Firefox 153 goes on sending the last picture about once a second otherwise.
   */
  setTrack(track: MediaStreamTrack | null): void {
    if (track === this.#track) return;
    this.#track = track;
    this.#tell();
    this.#sender.replaceTrack(track).then(
      () => {
        if (track !== null) this.#past = 'used';
        this.#tell();
      },
      (cause) => this.#log.warn('track not sent', { cause }),
    );
  }

  /** Sends it so from now on. Senders that have not been negotiated yet take no parameters. */
  tune(tuning: Tuning, sent: 'sent' | 'paused'): void {
    this.#tuning = tuning;
    this.#sent = sent;
    this.#tell();
  }

  /** Sends the picture whole once, without being asked. A browser that does not know how waits. */
  refresh(): void {
    if (this.#sender.track === null) return;
    const options = { encodingOptions: [{ keyFrame: true }] };
    (this.#sender as RefreshableSender)
      .setParameters(this.#sender.getParameters(), options)
      .catch((cause) => this.#log.debug('picture not refreshed', { cause }));
  }

  /**
   * A sender that never had a track stays switched on: it sends nothing, and its first track is
   * sent without waiting for anything.
   */
  get #isActive(): boolean {
    const holdsTrack = this.#track !== null && this.#sender.track !== null;
    return this.#sent === 'sent' && (holdsTrack || this.#past === 'empty');
  }

  #tell(): void {
    const tuning = this.#tuning;
    if (tuning === null) return;
    const active = this.#isActive;
    const scale = scaleOf(this.#track, tuning);
    const told = this.#told;
    if (told?.tuning === tuning && told.active === active && told.scale === scale) return;
    this.#told = { tuning, active, scale };
    const parameters = this.#sender.getParameters();
    const { degradationPreference, ...encoding } = tuning;
    const scaling =
      tuning.scaleResolutionDownTo === undefined ? {} : { scaleResolutionDownBy: scale };
    for (const each of parameters.encodings) Object.assign(each, encoding, scaling, { active });
    if (degradationPreference !== undefined) Object.assign(parameters, { degradationPreference });
    this.#sender
      .setParameters(parameters)
      .catch((cause) => this.#log.warn('sender not tuned', { cause }));
  }
}

/**
 * By how much a picture is made smaller, for browsers that do not know `scaleResolutionDownTo`
 * (Firefox 153); the others ignore this beside it (W3C WebRTC Extensions, section 4.2). At least 1.
 */
function scaleOf(track: MediaStreamTrack | null, { scaleResolutionDownTo }: Tuning): number {
  const { width = 0, height = 0 } = track?.getSettings() ?? {};
  if (scaleResolutionDownTo === undefined) return 1;
  const { maxWidth, maxHeight } = scaleResolutionDownTo;
  const [long, short] = [Math.max(width, height), Math.min(width, height)];
  return Math.max(1, long / Math.max(maxWidth, maxHeight), short / Math.min(maxWidth, maxHeight));
}
