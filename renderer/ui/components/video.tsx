import { useEffect, useRef } from 'preact/hooks';
import './video.css';

export interface VideoProps {
  /** `null` shows an empty stage. */
  stream: MediaStream | null;
  /** Accessible name: `Your video`, `Video of <name>`. */
  label: string;
  /** One's own picture is shown as in a mirror. */
  mirrored?: boolean;
  /** Own pictures are always muted; for others it silences their sound here. */
  muted?: boolean;
  /** Whether the picture fills its box or is shown whole. */
  fit?: 'cover' | 'contain';
}

/** Plays a stream. Sound that the browser holds back until a gesture starts with the next one. */
export function Video(props: VideoProps) {
  const { stream, muted = false } = props;
  const element = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    const video = element.current;
    if (video === null) return;
    video.srcObject = stream;
    if (stream === null) return;
    const gesture = new AbortController();
    const play = () =>
      video.play().catch((error: DOMException) => {
        // AbortError: another stream was set meanwhile, and that one plays.
        if (error.name !== 'NotAllowedError') return;
        const again = () => void video.play().catch(() => {});
        const once = { once: true, signal: gesture.signal };
        addEventListener('pointerdown', again, once);
        addEventListener('keydown', again, once);
      });
    void play();
    return () => {
      gesture.abort();
      video.srcObject = null;
    };
  }, [stream]);

  // Preact sets the attribute `muted`, which counts only when the element is made.
  useEffect(() => {
    if (element.current !== null) element.current.muted = muted;
  }, [muted]);

  return (
    <video
      ref={element}
      class="video"
      data-mirrored={props.mirrored === true ? '' : undefined}
      data-fit={props.fit ?? 'cover'}
      aria-label={props.label}
      muted={muted}
      autoplay
      playsInline
      disablePictureInPicture={props.mirrored === true}
    />
  );
}
