import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import { renderTone, type ToneName, tones } from './tones.ts';

/** In Hz: the highest partial of any tone lies far below the half of it. WebAudio resamples. */
const sampleRate = 24_000;

/**
 * How long a speaker stays open after its sound: to close one stops the page for some milliseconds,
 * and a ringtone ends in the very moment in which a call begins.
 */
const closeAfterMs = 1_000;

/** A sound that plays; `done` resolves at its end or at `stop`. */
export interface Playing {
  readonly done: Promise<void>;
  /** Idempotent. */
  stop(): void;
}

/** `AudioContext.setSinkId`, which not every browser has yet. */
interface SinkContext {
  setSinkId?: (sinkId: string) => Promise<void>;
}

/** Plays the app's own sounds, made by WebAudio, each on the speaker that is asked for. */
export class Sounds {
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #rendered = new Map<ToneName, Float32Array<ArrayBuffer>>();

  constructor(clock: Clock, log: Logger) {
    this.#clock = clock;
    this.#log = log;
  }

  /** Renders what is played when every millisecond counts, ahead of that. */
  prepare(): void {
    for (const name of ['ringtone', 'ringback'] as const) this.#samplesOf(name);
  }

  /**
   * Plays once, or again and again until it is stopped.
   *
   * @param speakerId `null` is the system's default; it stands in for one that is gone, too
   */
  play(name: ToneName, speakerId: string | null, repeat: 'once' | 'loop' = 'once'): Playing {
    const { promise: done, resolve } = Promise.withResolvers<void>();
    const context = new AudioContext();
    const source = context.createBufferSource();
    source.loop = repeat === 'loop';
    const ended = () => stop();
    source.addEventListener('ended', ended);
    const over = new AbortController();
    const stop = () => {
      if (over.signal.aborted) return;
      over.abort();
      source.removeEventListener('ended', ended);
      source.disconnect();
      this.#clock.after(closeAfterMs, () => void context.close().catch(() => undefined));
      resolve();
    };
    this.#route(context, speakerId)
      .then(() =>
        !over.signal.aborted
          ? start(context, source, this.#samplesOf(name), over.signal)
          : undefined,
      )
      .catch((cause: unknown) => {
        if (!over.signal.aborted) this.#log.warn('sound not played', { sound: name, cause });
        stop();
      });
    return { done, stop };
  }

  #samplesOf(name: ToneName): Float32Array<ArrayBuffer> {
    const samples = this.#rendered.get(name) ?? renderTone(tones[name], sampleRate);
    this.#rendered.set(name, samples);
    return samples;
  }

  async #route(context: AudioContext & SinkContext, speakerId: string | null): Promise<void> {
    if (speakerId === null || context.setSinkId === undefined) return;
    try {
      await context.setSinkId(speakerId);
    } catch (cause) {
      this.#log.warn('speaker not chosen', { cause });
    }
  }
}

async function start(
  context: AudioContext,
  source: AudioBufferSourceNode,
  samples: Float32Array<ArrayBuffer>,
  ended: AbortSignal,
): Promise<void> {
  const buffer = context.createBuffer(1, samples.length, sampleRate);
  buffer.copyToChannel(samples, 0);
  source.buffer = buffer;
  source.connect(context.destination);
  source.start();
  await resumed(context, ended);
}

/** What browsers count as the person's touch (HTML, section 6.4.2, activation triggering events). */
const touches = ['pointerup', 'mousedown', 'keydown', 'touchend'] as const;

/**
 * Resolves when the sound is heard, or has `ended`. A browser lets a page that nobody has touched
 * since it was loaded make no sound: it is asked again at each touch, because it does not remember
 * that it was asked before.
 */
async function resumed(context: AudioContext, ended: AbortSignal): Promise<void> {
  const heard = new AbortController();
  const signal = AbortSignal.any([ended, heard.signal]);
  const resume = () => context.resume().then(() => heard.abort());
  await new Promise<void>((resolve, reject) => {
    if (ended.aborted) return resolve();
    signal.addEventListener('abort', () => resolve());
    const again = () => void resume().catch(reject);
    for (const touch of touches) document.addEventListener(touch, again, { signal, capture: true });
    again();
  });
}
