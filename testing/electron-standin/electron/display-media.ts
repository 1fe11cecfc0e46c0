import type { Session, WebFrameMain } from 'electron';
import type { Context } from '../host/context.ts';
import type { DisplayMediaAnswer, DisplayMediaAsk } from '../page/messages.ts';
import type { DesktopCapturerStandIn } from './desktop-capturer.ts';

type Handler = Parameters<Session['setDisplayMediaRequestHandler']>[0];
type Streams = Parameters<Parameters<NonNullable<Handler>>[1]>[0];

// Chromium's names (user_media_request.cc) and words (user_media_processor.cc). Electron answers
// what it refuses with `INVALID_DISPLAY_CAPTURE_CONSTRAINTS` (electron_browser_context.cc).
const refused = { name: 'AbortError', message: 'Invalid capture constraints' } as const;
const timedOut = { name: 'AbortError', message: 'Timeout starting video source' } as const;
const unreadable = { name: 'NotReadableError', message: 'Could not start video source' } as const;

/** What the session does with `getDisplayMedia`: the program's handler decides what is captured. */
export class DisplayMediaStandIn {
  readonly #context: Context;
  readonly #capturer: DesktopCapturerStandIn;
  #handler: Handler = null;
  #wantsSystemPicker = false;

  constructor(context: Context, capturer: DesktopCapturerStandIn) {
    this.#context = context;
    this.#capturer = capturer;
  }

  readonly setHandler: Session['setDisplayMediaRequestHandler'] = (handler, options) => {
    if (handler !== null && typeof handler !== 'function') {
      throw new TypeError('handler must be null or a function');
    }
    this.#wantsSystemPicker = options?.useSystemPicker === true;
    if (options !== undefined && typeof options.useSystemPicker !== 'boolean') {
      throw new TypeError('useSystemPicker must be a boolean');
    }
    this.#handler = handler;
  };

  /** A page that may capture displays asks for one. */
  async request(ask: DisplayMediaAsk, frame: WebFrameMain): Promise<DisplayMediaAnswer> {
    const handler = this.#handler;
    if (handler === null) return { ok: false, name: 'NotSupportedError', message: 'Not supported' };
    const { platform, systemPicker } = this.#context.options.machine;
    if (platform === 'darwin' && systemPicker !== 'none' && this.#wantsSystemPicker) {
      return systemPicker === 'chosen' ? { ok: true } : { ok: false, ...timedOut };
    }
    const { promise, resolve } = Promise.withResolvers<DisplayMediaAnswer>();
    let life: 'waiting' | 'answered' = 'waiting';
    handler(
      {
        frame,
        securityOrigin: new URL(frame.url).origin,
        videoRequested: ask.video,
        audioRequested: ask.audio,
        userGesture: true,
      },
      (streams) => {
        if (life === 'answered') {
          throw new Error('One-time callback was called more than once');
        }
        life = 'answered';
        try {
          resolve(this.#grant(ask, streams));
        } catch (error) {
          resolve({ ok: false, ...refused });
          throw error;
        }
      },
    );
    return promise;
  }

  /** @throws {TypeError} in Electron's words, in the main process; the page is refused too */
  #grant(ask: DisplayMediaAsk, streams: Streams): DisplayMediaAnswer {
    if (streams === null || streams === undefined) return { ok: false, ...refused };
    if (typeof streams !== 'object') {
      throw new TypeError(
        'Display Media Request streams callback must be called with null or a valid object',
      );
    }
    const { video, audio } = streams;
    if (ask.video && video === undefined) {
      throw new TypeError('Video was requested, but no video stream was provided');
    }
    const id = idOf(video);
    if (id === null) {
      throw new TypeError('video must be a WebFrameMain or DesktopCapturerSource');
    }
    if (audio !== undefined && audio !== 'loopback' && audio !== 'loopbackWithMute') {
      throw new TypeError('audio must be a WebFrameMain, "loopback" or "loopbackWithMute"');
    }
    this.#context.recorder.captures.push({ id, audio: audio ?? null });
    // What was never listed cannot be captured, and only Windows gives its sound.
    const givesSound = this.#context.options.machine.platform === 'win32';
    if (!this.#capturer.hasListed(id) || (audio !== undefined && !givesSound))
      return { ok: false, ...unreadable };
    return { ok: true };
  }
}

/** `null` for what is no source; the stand-in captures no frames of its own. */
function idOf(video: NonNullable<Streams>['video']): string | null {
  if (typeof video !== 'object' || !('id' in video)) return null;
  return typeof video.id === 'string' ? video.id : null;
}
