import { useLayoutEffect, useState } from 'preact/hooks';
import { fitOf } from './fit.ts';

interface Props {
  /** Faces may lose their edges to fill the window; of a screen all is shown. */
  readonly shows: 'person' | 'screen';
  readonly stream: MediaStream;
  /** The accessible name. */
  readonly label: string;
  /** `false` while their camera is off. */
  readonly shown: boolean;
  /** The last picture of a link that is down, kept and greyed. */
  readonly stale: boolean;
  readonly elementRef: { current: HTMLVideoElement | null };
  /** Called when the first picture is there. */
  readonly onPicture?: () => void;
}

/** The other side's picture. Its sound is played elsewhere: it waits for nothing that is drawn. */
export function RemoteVideo(props: Props) {
  const { shows, stream, label, shown, stale, elementRef } = props;

  // A layout effect, so that the first frame does not wait for the next idle moment.
  useLayoutEffect(() => {
    const element = elementRef.current;
    if (element === null) return;
    element.srcObject = stream;
    return () => {
      element.srcObject = null;
    };
  }, [stream, elementRef]);

  const fit = useFit(elementRef);
  return (
    <video
      ref={elementRef}
      class="remote-video"
      aria-label={label}
      data-shows={shows}
      data-fit={shows === 'screen' ? 'contain' : fit}
      data-shown={shown}
      data-stale={stale}
      autoplay
      muted
      playsInline
      onLoadedData={props.onPicture}
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
