import type { CapturedScreen, ScreenCapture, ScreenPort } from '../renderer/calls/ports.ts';
import { settled } from './settled.ts';

/** A screen that is captured until the test, or who captured it, ends it. */
export class FakeCapturedScreen implements CapturedScreen {
  readonly picture = {} as MediaStream;
  readonly video: MediaStreamTrack;
  readonly audio: MediaStreamTrack | null;
  life: 'open' | 'stopped' = 'open';
  #ended = () => {};

  constructor(video: MediaStreamTrack, audio: MediaStreamTrack | null = null) {
    this.video = video;
    this.audio = audio;
  }

  setContent(content: 'detail' | 'motion'): void {
    this.video.contentHint = content;
  }

  onEnded(listener: () => void): void {
    this.#ended = listener;
  }

  stop(): void {
    this.life = 'stopped';
  }

  /** The window that is shared is closed. */
  end(): void {
    this.#ended();
  }
}

/** A person who is asked what to share, and answers when the test says so. */
export class FakeScreens implements ScreenPort {
  readonly isSupported = true;
  /** Every question, by what takes it back. */
  readonly asked: AbortSignal[] = [];
  #answer: (capture: ScreenCapture) => void = () => {};

  capture(given: AbortSignal): Promise<ScreenCapture> {
    this.asked.push(given);
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  /** Answers the last question. */
  async answer(capture: ScreenCapture): Promise<void> {
    this.#answer(capture);
    await settled();
  }
}
