import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fitOf } from './fit.ts';

/** `silent`: the browser shows the picture and holds the sound back until a gesture. */
export type Playback = 'playing' | 'silent';

interface Props {
  /** Faces may lose their edges to fill the window; of a screen all is shown. */
  readonly shows: 'person' | 'screen';
  readonly stream: MediaStream;
  /** The accessible name. */
  readonly label: string;
  /** `false` while their camera is off: the element stays, because the sound comes out of it. */
  readonly shown: boolean;
  /** The last picture of a link that is down, kept and greyed. */
  readonly stale: boolean;
  /** Where the sound goes; `null` is the system's default. */
  readonly speakerId: string | null;
  readonly onPlayback: (playback: Playback) => void;
  readonly elementRef: { current: HTMLVideoElement | null };
  /** Called when the first picture is there. */
  readonly onPicture?: () => void;
}

/**
 * The other side's picture and sound. One element for both keeps lips and words together
 * (W3C Media Capture and Streams, section 4.1: the tracks of one stream are synchronised).
 */
export function RemoteVideo(props: Props) {
  const { shows, stream, label, shown, stale, speakerId, onPlayback, elementRef } = props;
  const onPlaybackRef = useRef(onPlayback);
  onPlaybackRef.current = onPlayback;

  // A layout effect, so that the first frame does not wait for the next idle moment.
  useLayoutEffect(() => {
    const element = elementRef.current;
    if (element === null) return;
    element.srcObject = stream;
    const gesture = new AbortController();
    const report = (playback: Playback) => {
      if (!gesture.signal.aborted) onPlaybackRef.current(playback);
    };
    void play(element).then((playback) => {
      report(playback);
      if (playback !== 'silent') return;
      // The next press anywhere is the gesture that the browser waits for.
      const hear = () => void play(element).then(report);
      addEventListener('pointerdown', hear, { once: true, signal: gesture.signal });
      addEventListener('keydown', hear, { once: true, signal: gesture.signal });
    });
    return () => {
      gesture.abort();
      element.srcObject = null;
    };
  }, [stream, elementRef]);

  useEffect(() => {
    // A speaker that has just been unplugged is refused; the next snapshot names another.
    elementRef.current?.setSinkId?.(speakerId ?? '').catch(() => {});
  }, [speakerId, elementRef]);

  const fit = useFit(elementRef);
  return (
    // biome-ignore lint/a11y/useMediaCaption: a live conversation has no caption file
    <video
      ref={elementRef}
      class="remote-video"
      aria-label={label}
      data-shows={shows}
      data-fit={shows === 'screen' ? 'contain' : fit}
      data-shown={shown}
      data-stale={stale}
      autoplay
      playsInline
      onLoadedData={props.onPicture}
    />
  );
}

/** Starts to play; where sound is refused (HTML, "allowed to play") the picture starts without. */
export async function play(element: HTMLVideoElement): Promise<Playback> {
  element.muted = false;
  if (!(await isRefused(element))) return 'playing';
  element.muted = true;
  await isRefused(element);
  return 'silent';
}

/** Plays; an interrupted load is no refusal: `autoplay` goes on by itself. */
function isRefused(element: HTMLVideoElement): Promise<boolean> {
  return element.play().then(
    () => false,
    (error: unknown) => error instanceof DOMException && error.name === 'NotAllowedError',
  );
}

/** Follows the size of the picture (a phone may be turned) and of the window. */
function useFit(ref: { current: HTMLVideoElement | null }): 'cover' | 'contain' {
  const [fit, setFit] = useState<'cover' | 'contain'>('cover');
  useLayoutEffect(() => {
    const video = ref.current;
    if (video === null) return;
    const measure = () =>
      setFit(
        fitOf(
          { width: video.videoWidth, height: video.videoHeight },
          { width: video.clientWidth, height: video.clientHeight },
        ),
      );
    const observer = new ResizeObserver(measure);
    observer.observe(video);
    video.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      video.removeEventListener('resize', measure);
    };
  }, [ref]);
  return fit;
}
