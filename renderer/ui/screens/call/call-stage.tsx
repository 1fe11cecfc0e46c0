import { useRef, useState } from 'preact/hooks';
import type { CallSnapshot, RemoteMedia, SelfMedia } from '../../../call/model.ts';
import { useText } from '../../i18n/context.tsx';
import { useShortcut } from '../../shortcuts/index.ts';
import { useModel } from '../../use-model.tsx';
import { CallBar } from './call-bar.tsx';
import { CallHeader } from './call-header.tsx';
import { CallNotices } from './call-notices.tsx';
import { Portrait } from './portrait.tsx';
import type { StatisticsToggle } from './quality-indicator.tsx';
import { type Playback, play, RemoteVideo } from './remote-video.tsx';
import { SelfCorner } from './self-corner.tsx';
import { StatisticsPanel } from './statistics-panel.tsx';
import { useCallKeys } from './use-call-keys.ts';
import { useFading } from './use-fading.ts';
import './call-stage.css';

type Running = Extract<CallSnapshot, { phase: 'connecting' | 'active' }>;

/** A call from accept to its end: pictures, and the controls over them. */
export function CallStage({ call }: { readonly call: Running }) {
  const t = useText();
  const model = useModel();
  const stage = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const [menuOpen, setMenuOpen] = useState(false);
  const statistics = useStatistics();
  const [playback, setPlayback] = useState<Playback>('playing');

  const { peer, self } = call;
  const remote: RemoteMedia | null = call.phase === 'active' ? call.remote : null;
  const stream = call.phase === 'active' ? call.remote.stream : call.stream;
  const hasPicture = remote?.camera === 'on';
  const steady = call.phase === 'active' && call.link === 'connected';
  useCallKeys(model.call, self);
  const controls = useFading({
    stage,
    bars: '.call-bar, .call-header, .self-corner',
    pinned: menuOpen || !hasPicture || !steady,
  });

  const hear = () => {
    if (video.current !== null) void play(video.current).then(setPlayback);
  };

  return (
    <main
      ref={stage}
      class="stage call-stage"
      aria-label={t('call.with', { name: peer.name })}
      data-controls={controls.value ? 'shown' : 'hidden'}
    >
      {stream !== null && (
        <RemoteVideo
          stream={stream}
          label={t('call.remote', { name: peer.name })}
          shown={hasPicture}
          stale={!steady}
          speakerId={model.devices.snapshot.value.speaker.active?.deviceId ?? null}
          onPlayback={setPlayback}
          elementRef={video}
        />
      )}
      {!hasPicture && <Portrait peer={peer} note={portraitNote(t, peer.name, remote)} />}
      <CallHeader call={call} statistics={statistics} />
      {statistics.open && <StatisticsPanel peer={peer} onClose={statistics.toggle} />}
      {showsSelf(self) && <SelfCorner stream={self.picture} />}
      <CallNotices
        peer={peer}
        self={self}
        remote={remote}
        ownPicture={call.phase === 'active' ? call.ownPicture : 'sent'}
        onHear={playback === 'silent' ? hear : null}
      />
      <CallBar
        self={self}
        video={hasPicture ? video : null}
        menuOpen={menuOpen}
        onMenu={setMenuOpen}
      />
    </main>
  );
}

/** Whether the statistics are open; the same key opens and closes them. */
function useStatistics(): StatisticsToggle {
  const [open, setOpen] = useState(false);
  const toggle = () => setOpen(!open);
  useShortcut('statistics', toggle);
  return { open, toggle };
}

function showsSelf(self: SelfMedia): self is SelfMedia & { picture: MediaStream } {
  return self.camera === 'on' && self.picture !== null;
}

function portraitNote(
  t: ReturnType<typeof useText>,
  name: string,
  remote: RemoteMedia | null,
): string | null {
  // Why a picture is paused stands among the notices, also while a screen is shown.
  if (remote === null || remote.camera === 'paused') return null;
  return remote.camera === 'unavailable'
    ? t('call.peer.noCamera', { name })
    : t('call.peer.cameraOff', { name });
}
