import { useEffect, useRef, useState } from 'preact/hooks';
import type { RemoteMedia, SelfMedia, ShownCall } from '../../../calls/model.ts';
import { useText } from '../../i18n/context.tsx';
import { lazy } from '../../lazy.tsx';
import { useShortcut } from '../../shortcuts/index.ts';
import { useModel } from '../../use-model.tsx';
import { CallBar } from './call-bar.tsx';
import { CallHeader } from './call-header.tsx';
import { CallNotices } from './call-notices.tsx';
import { FloatingNote } from './floating-note.tsx';
import { Portrait } from './portrait.tsx';
import type { StatisticsToggle } from './quality-indicator.tsx';
import { RemoteScreen } from './remote-screen.tsx';
import { RemoteVideo } from './remote-video.tsx';
import { ScreenBanner } from './screen-banner.tsx';
import { SelfCorner } from './self-corner.tsx';
import { StatisticsPanel } from './statistics-panel.tsx';
import { useCallKeys } from './use-call-keys.ts';
import { useFading } from './use-fading.ts';
import { usePictureInPicture } from './use-presentation.ts';
import { useScreenEnd } from './use-screen-end.ts';
import './call-stage.css';

const ScreenPicker = lazy(async () => {
  const { ScreenPicker: picker } = await import('./screen-picker.tsx');
  return picker;
});

/**
 * How long a call shows the place of its picture and nothing else. Where it rang for a while the
 * first picture comes within some 60 ms, and its place has to be there by then: the next one is
 * 90 ms behind. To draw all the rest takes longer than that, from the link, too, where that is still
 * being made; and nobody reaches for a button so soon.
 */
const restAfterMs = 250;

type Running = Extract<ShownCall, { phase: 'connecting' | 'active' }>;

/** A call from accept to its end: pictures, and the controls over them. */
export function CallStage({ call }: { readonly call: Running }) {
  const t = useText();
  const model = useModel();
  const stage = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const screenVideo = useRef<HTMLVideoElement>(null);
  const [screenSeen, setScreenSeen] = useState(false);
  const [menuOpen, setMenuOpen] = useState(false);
  const statistics = useStatistics();

  const { peer, self } = call;
  const remote: RemoteMedia | null = call.phase === 'active' ? call.remote : null;
  const stream = call.phase === 'active' ? call.remote.stream : call.stream;
  const hold = call.phase === 'active' ? call.hold : null;
  const unconfirmed = call.phase === 'active' && call.unconfirmed;
  const heldHere = hold?.own === 'held';
  const held = heldHere || hold?.peer === 'held';
  const hasPicture = remote?.camera === 'on' && !held;
  const screen = held ? null : (remote?.screen ?? null);
  // Until its first picture is there, what was shown stays.
  const shows = screen !== null && screenSeen ? 'screen' : hasPicture ? 'person' : null;
  const floating = usePictureInPicture(shows === 'screen' ? screenVideo : video, shows !== null);
  const main = shows === null || floating?.on === true ? 'nobody' : shows;
  const steady = call.phase === 'active' && call.link === 'connected';
  const lost = call.phase === 'active' && call.link === 'reconnecting';
  useCallKeys(model.call, self, heldHere);
  useScreenEnd(self.screen);
  const picker = model.screenPicker;
  useEffect(() => {
    if (picker !== null) ScreenPicker.preload();
  }, [picker]);
  const whole = useWhole();
  const question = picker?.question.value ?? null;
  const controls = useFading({
    stage,
    bars: '.call-bar, .call-header, .self-corner, .screen-banner',
    // Only over a face they lie: beside a screen, and where there is no picture, they have rows.
    pinned: menuOpen || unconfirmed || main !== 'person' || !steady,
  });

  return (
    <main
      ref={stage}
      class="stage call-stage"
      aria-label={t('call.with', { name: peer.name })}
      data-controls={controls.value ? 'shown' : 'hidden'}
      data-main={main}
    >
      {screen !== null && (
        <RemoteScreen
          screen={screen}
          label={t('call.remote.screen', { name: peer.name })}
          stale={lost}
          elementRef={screenVideo}
          seen={screenSeen}
          shown={main === 'screen'}
          onSeen={setScreenSeen}
        />
      )}
      {stream !== null && (
        <RemoteVideo
          shows="person"
          stream={stream}
          label={t('call.remote', { name: peer.name })}
          shown={hasPicture && main !== 'nobody'}
          stale={lost}
          elementRef={video}
        />
      )}
      {floating?.on === true && <FloatingNote onBack={floating.toggle} />}
      {shows === null && floating?.on !== true && (
        <Portrait peer={peer} note={held ? null : portraitNote(t, peer.name, remote)} />
      )}
      {whole && (
        <>
          <CallHeader call={call} statistics={statistics} />
          {statistics.open && <StatisticsPanel peer={peer} onClose={statistics.toggle} />}
          <ScreenBanner screen={self.screen} />
          {showsSelf(self) && <SelfCorner stream={self.picture} sent={!held && !unconfirmed} />}
          <CallNotices
            peer={peer}
            device={call.phase === 'active' ? call.device : null}
            unconfirmed={unconfirmed}
            media={call.media}
            self={self}
            remote={remote}
            hold={hold}
            ownPicture={call.phase === 'active' ? call.ownPicture : 'sent'}
          />
          <CallBar
            self={self}
            hold={hold}
            unconfirmed={unconfirmed}
            floating={floating}
            menuOpen={menuOpen}
            onMenu={setMenuOpen}
          />
        </>
      )}
      {picker !== null && question !== null && self.screen.state === 'choosing' && (
        <ScreenPicker picker={picker} question={question} content={self.screen.content} />
      )}
    </main>
  );
}

/** Whether all is drawn. */
function useWhole(): boolean {
  const [whole, setWhole] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setWhole(true), restAfterMs);
    return () => clearTimeout(timer);
  }, []);
  return whole;
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
