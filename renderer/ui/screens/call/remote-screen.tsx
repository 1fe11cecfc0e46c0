import { useEffect } from 'preact/hooks';
import type { RemoteScreen as Screen } from '../../../calls/model.ts';
import { RemoteVideo } from './remote-video.tsx';

interface Props {
  readonly screen: Screen;
  readonly label: string;
  readonly stale: boolean;
  readonly elementRef: { current: HTMLVideoElement | null };
  /** The first picture is there (`true`), or none is any more. */
  readonly onSeen: (seen: boolean) => void;
  readonly seen: boolean;
  /** `false` while it is shown in a window of its own. */
  readonly shown: boolean;
}

/** The other side's screen: whole, however the window is shaped. Out of sight until it shows. */
export function RemoteScreen({ screen, onSeen, seen, shown, stale, ...rest }: Props) {
  useEffect(() => () => onSeen(false), [onSeen]);
  return (
    <RemoteVideo
      {...rest}
      shows="screen"
      stream={screen.stream}
      shown={seen && shown}
      stale={stale || screen.picture === 'paused'}
      onPicture={() => onSeen(true)}
    />
  );
}
