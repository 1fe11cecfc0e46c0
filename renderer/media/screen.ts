import type { CapturedScreen, ScreenCapture } from '../calls/ports.ts';
import type { Logger } from '../log.ts';

/** Options that not every browser knows yet; who does not ignores them. */
interface ScreenOptions extends DisplayMediaStreamOptions {
  readonly selfBrowserSurface: 'exclude';
  readonly surfaceSwitching: 'include';
  readonly systemAudio: 'include' | 'exclude';
}

interface ScreenSound extends MediaTrackConstraints {
  /** W3C Screen Capture: without the sound of the page itself, or the others hear themselves. */
  readonly restrictOwnAudio: boolean;
}

/** Music and film, not speech: nothing is to be done to it. */
const sound: ScreenSound = {
  restrictOwnAudio: true,
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
};

export interface ScreenCaptureOptions {
  readonly devices: Pick<MediaDevices, 'getDisplayMedia'>;
  /** Whether this host can give the computer's sound. */
  readonly withSound: boolean;
  /** What the host knows of how it ended; the error says the same of much that differs. */
  outcome(): Promise<'cancelled' | 'failed' | 'unknown'>;
  readonly log: Logger;
}

/** Asks for a screen, window or tab: up to 1080p at 30 frames, and the sound where it is given. */
export async function captureScreen({
  devices,
  withSound,
  outcome: hostsOutcome,
  log,
}: ScreenCaptureOptions): Promise<ScreenCapture> {
  const options: ScreenOptions = {
    video: { width: { max: 1920 }, height: { max: 1080 }, frameRate: { max: 30 } },
    audio: withSound ? sound : false,
    // A call that shows itself shows itself showing itself.
    selfBrowserSurface: 'exclude',
    surfaceSwitching: 'include',
    systemAudio: withSound ? 'include' : 'exclude',
  };
  try {
    const screen = capturedScreen(await devices.getDisplayMedia(options));
    return screen === null ? { outcome: 'failed' } : { outcome: 'captured', screen };
  } catch (error) {
    const known = await hostsOutcome();
    const outcome = known === 'unknown' ? outcomeOf(error) : known;
    if (outcome !== 'cancelled') log.warn('screen not captured', { error });
    return { outcome };
  }
}

/**
 * What a failed `getDisplayMedia` means (W3C Screen Capture, section 5.1). A person's no and the
 * system's have the same name; Chromium tells them apart in the message. Whatever is not a person's
 * no is said: `AbortError` is also a picker of the system's that took too long (macOS 15, 10 s).
 */
function outcomeOf(error: unknown): 'cancelled' | 'refused' | 'failed' {
  if (!(error instanceof DOMException)) return 'failed';
  if (error.name !== 'NotAllowedError') return 'failed';
  return /system/i.test(error.message) ? 'refused' : 'cancelled';
}

function capturedScreen(picture: MediaStream): CapturedScreen | null {
  const [video] = picture.getVideoTracks();
  const [audio = null] = picture.getAudioTracks();
  if (video === undefined) return null;
  if (audio !== null) audio.contentHint = 'music';
  const ends = new AbortController();
  return {
    picture,
    video,
    audio,
    setContent(content) {
      video.contentHint = content;
    },
    onEnded(listener) {
      video.addEventListener('ended', listener, { signal: ends.signal });
    },
    stop() {
      ends.abort();
      for (const track of picture.getTracks()) track.stop();
    },
  };
}
