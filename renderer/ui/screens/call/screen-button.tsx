import { ScreenShare, ScreenShareOff } from 'lucide';
import type { OwnScreen } from '../../../calls/model.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useShortcut } from '../../shortcuts/index.ts';
import { useModel } from '../../use-model.tsx';

interface Props {
  readonly screen: OwnScreen;
  /** No media is sent: the person holds the call, or has not continued with a new device. */
  readonly held: boolean;
}

/** Shares the screen, or stops it, by press and by shortcut. Nothing where the host shares none. */
export function ScreenButton({ screen, held }: Props) {
  const t = useText();
  const { call } = useModel();
  const isShared = screen.state === 'shared';
  const toggle = () => (isShared ? call.stopScreen() : call.shareScreen());
  const possible = isShared || !held;
  useShortcut('share', toggle, possible && screen.state !== 'unsupported');
  if (screen.state === 'unsupported') return null;
  return (
    <IconButton
      size="large"
      kind={isShared ? 'primary' : 'secondary'}
      icon={isShared ? ScreenShareOff : ScreenShare}
      label={t(isShared ? 'screen.stop' : 'screen.share')}
      shortcut="share"
      disabled={!possible}
      onClick={toggle}
    />
  );
}
