import type { Hold } from '@tatap/protocol/call';
import { Maximize, Minimize, PhoneOff, PictureInPicture2, SlidersHorizontal } from 'lucide';
import { useRef } from 'preact/hooks';
import type { SelfMedia } from '../../../calls/model.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { DevicesPanel } from './devices-panel.tsx';
import { HoldButton } from './hold-button.tsx';
import { MediaButtons } from './media-buttons.tsx';
import { ScreenButton } from './screen-button.tsx';
import { type Floating, useFullScreen } from './use-presentation.ts';
import './call-bar.css';

interface Props {
  readonly self: SelfMedia;
  /** `null` until the call runs. */
  readonly hold: Hold | null;
  /** The picture in a window of its own; `null` where the host has none. */
  readonly floating: Floating | null;
  /** The other device is new: no media is sent to it until the person continues. */
  readonly unconfirmed: boolean;
  readonly menuOpen: boolean;
  readonly onMenu: (open: boolean) => void;
}

/**
 * Everything that can be done during a call. The buttons stay where they are from the first moment to
 * the last: what cannot be used just now is disabled.
 */
export function CallBar({ self, hold, unconfirmed, floating, menuOpen, onMenu }: Props) {
  const t = useText();
  const { call } = useModel();
  const devicesButton = useRef<HTMLButtonElement>(null);
  const fullScreen = useFullScreen();
  const heldHere = hold?.own === 'held';
  return (
    <fieldset
      class="call-bar"
      aria-label={t('call.controls')}
      // Buttons pressed by mouse do not take the focus, so that Space stays free to talk.
      onMouseDown={(event) => event.preventDefault()}
    >
      <MediaButtons self={self} held={heldHere} />
      <ScreenButton screen={self.screen} held={heldHere || unconfirmed} />
      <HoldButton own={hold?.own ?? null} />
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
          disabled={!floating.possible}
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
