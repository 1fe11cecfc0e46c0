import { useLayoutEffect, useRef } from 'preact/hooks';

/** `silent`: the browser holds the sound back until a gesture (HTML, "allowed to play"). */
export type Playback = 'playing' | 'silent';

interface Props {
  /** Whose sound it is. */
  readonly of: 'person' | 'screen';
  readonly stream: MediaStream;
  /** Where the sound goes; `null` is the system's default. */
  readonly speakerId: string | null;
  readonly onPlayback: (playback: Playback) => void;
}

/**
 * The other side's sound. It has a player of its own: in Chromium a video element keeps silent until
 * the first picture has come, which may take a second, or never be (nextcloud/spreed#2035). Lips and
 * words stay together, because the receiver plays the tracks of one stream in step.
 */
export function RemoteSound({ of, stream, speakerId, onPlayback }: Props) {
  const ref = useRef<HTMLAudioElement>(null);
  const onPlaybackRef = useRef(onPlayback);
  onPlaybackRef.current = onPlayback;

  /** The speaker is being chosen; `null` where the player has the right one. */
  const routing = useRef<Promise<void> | null>(null);
  useLayoutEffect(() => {
    const player = ref.current;
    const sinkId = speakerId ?? '';
    if (player === null || player.sinkId === sinkId) return;
    // One that has just been unplugged is refused; the next snapshot names another.
    routing.current = player.setSinkId?.(sinkId).catch(() => {}) ?? null;
  }, [speakerId]);

  useLayoutEffect(() => {
    const player = ref.current;
    if (player === null) return;
    const gesture = new AbortController();
    const start = async () => {
      const playback = await play(player);
      if (gesture.signal.aborted) return;
      onPlaybackRef.current(playback);
      if (playback === 'playing') gesture.abort();
    };
    const begin = () => {
      if (gesture.signal.aborted) return;
      player.srcObject = stream;
      // The next press anywhere is the gesture that the browser waits for.
      for (const type of ['pointerdown', 'keydown', 'click']) {
        addEventListener(type, () => void start(), { signal: gesture.signal });
      }
      void start();
    };
    // Given its stream meanwhile, the player would begin with the speaker that it had.
    if (routing.current === null) begin();
    else void routing.current.then(begin);
    return () => {
      gesture.abort();
      player.srcObject = null;
    };
  }, [stream]);

  return (
    // biome-ignore lint/a11y/useMediaCaption: a live conversation has no caption file
    <audio ref={ref} class="remote-sound" data-of={of} />
  );
}

/** Plays; an interrupted load is no refusal. */
async function play(player: HTMLAudioElement): Promise<Playback> {
  try {
    await player.play();
    return 'playing';
  } catch (error) {
    const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
    return isRefused ? 'silent' : 'playing';
  }
}
