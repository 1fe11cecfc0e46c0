import { Maximize, Minimize, PhoneOff, PictureInPicture2, SlidersHorizontal } from 'lucide';
import { useRef } from 'preact/hooks';
import type { Hold, SelfMedia } from '../../../call/model.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { DevicesPanel } from './devices-panel.tsx';
import { HoldButton } from './hold-button.tsx';
import { MediaButtons } from './media-buttons.tsx';
import { ScreenButton } from './screen-button.tsx';
import { useFullScreen, usePictureInPicture } from './use-presentation.ts';
import './call-bar.css';

interface Props {
  readonly self: SelfMedia;
  /** `null` until the call runs. */
  readonly hold: Hold | null;
  /** The picture that may float in a window of its own; `null` where there is none. */
  readonly video: { readonly current: HTMLVideoElement | null } | null;
  readonly menuOpen: boolean;
  readonly onMenu: (open: boolean) => void;
}

/** Everything that can be done during a call. */
export function CallBar({ self, hold, video, menuOpen, onMenu }: Props) {
  const t = useText();
  const { call } = useModel();
  const devicesButton = useRef<HTMLButtonElement>(null);
  const fullScreen = useFullScreen();
  const floating = usePictureInPicture(video);
  return (
    <fieldset
      class="call-bar"
      aria-label={t('call.controls')}
      // Buttons pressed by mouse do not take the focus, so that Space stays free to talk.
      onMouseDown={(event) => event.preventDefault()}
    >
      <MediaButtons self={self} />
      <ScreenButton screen={self.screen} />
      {hold !== null && <HoldButton own={hold.own} />}
      <IconButton
        size="large"
        kind="secondary"
        icon={SlidersHorizontal}
        label={t('call.devices')}
        popup="dialog"
        expanded={menuOpen}
        buttonRef={devicesButton}
        onClick={() => onMenu(!menuOpen)}
      />
      {fullScreen !== null && (
        <IconButton
          size="large"
          kind="secondary"
          icon={fullScreen.on ? Minimize : Maximize}
          label={t(fullScreen.on ? 'call.leaveFullScreen' : 'call.fullScreen')}
          onClick={fullScreen.toggle}
        />
      )}
      {floating !== null && (
        <IconButton
          size="large"
          kind="secondary"
          icon={PictureInPicture2}
          label={t(floating.on ? 'call.leavePip' : 'call.pip')}
          onClick={floating.toggle}
        />
      )}
      <IconButton
        size="large"
        kind="danger"
        icon={PhoneOff}
        label={t('call.hangUp')}
        shortcut="hangUp"
        onClick={() => call.hangUp()}
      />
      {menuOpen && <DevicesPanel anchor={devicesButton} onClose={() => onMenu(false)} />}
    </fieldset>
  );
}
