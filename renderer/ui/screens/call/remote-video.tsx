import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fitOf } from './fit.ts';

interface Props {
  readonly stream: MediaStream;
  /** The accessible name. */
  readonly label: string;
  /** `false` while their camera is off: the element stays, because the sound comes out of it. */
  readonly shown: boolean;
  /** The last picture of a link that is down, kept and greyed. */
  readonly stale: boolean;
  /** Where the sound goes; `null` is the system's default. */
  readonly speakerId: string | null;
  readonly onPlayback: (playback: 'playing' | 'refused') => void;
  readonly elementRef: { current: HTMLVideoElement | null };
}

/**
 * The other side's picture and sound. One element for both keeps lips and words together
 * (W3C Media Capture and Streams, section 4.1: the tracks of one stream are synchronised).
 */
export function RemoteVideo(props: Props) {
  const { stream, label, shown, stale, speakerId, onPlayback, elementRef } = props;
  const onPlaybackRef = useRef(onPlayback);
  onPlaybackRef.current = onPlayback;

  // A layout effect, so that the first frame does not wait for the next idle moment.
  useLayoutEffect(() => {
    const element = elementRef.current;
    if (element === null) return;
    element.srcObject = stream;
    let current = true;
    const report = (playback: 'playing' | 'refused') => {
      if (current) onPlaybackRef.current(playback);
    };
    element.play().then(
      () => report('playing'),
      (error: unknown) => {
        // An interrupted load is no refusal: the element plays as soon as it can (`autoplay`).
        if (error instanceof DOMException && error.name === 'NotAllowedError') report('refused');
      },
    );
    return () => {
      current = false;
      element.srcObject = null;
    };
  }, [stream, elementRef]);

  useEffect(() => {
    // A speaker that has just been unplugged is refused; the next snapshot names another.
    elementRef.current?.setSinkId?.(speakerId ?? '').catch(() => {});
  }, [speakerId, elementRef]);

  return (
    // biome-ignore lint/a11y/useMediaCaption: a live conversation has no caption file
    <video
      ref={elementRef}
      class="remote-video"
      aria-label={label}
      data-fit={useFit(elementRef)}
      data-shown={shown}
      data-stale={stale}
      autoplay
      playsInline
    />
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
