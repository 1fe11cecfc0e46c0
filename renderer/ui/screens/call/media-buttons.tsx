import { Mic, MicOff, Video, VideoOff } from 'lucide';
import type { SelfMedia } from '../../../call/model.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';

/** Microphone and camera on and off, while it rings and in the call. */
export function MediaButtons({ self }: { readonly self: SelfMedia }) {
  const t = useText();
  const { call } = useModel();
  const muted = self.microphone !== 'on';
  const dark = self.camera !== 'on';
  return (
    <>
      <IconButton
        size="large"
        kind="secondary"
        icon={muted ? MicOff : Mic}
        label={
          self.microphone === 'unavailable'
            ? t('call.noMicrophone')
            : t(muted ? 'call.unmute' : 'call.mute')
        }
        shortcut="microphone"
        off={muted}
        disabled={self.microphone === 'unavailable'}
        onClick={() => call.setMicrophone(muted)}
      />
      <IconButton
        size="large"
        kind="secondary"
        icon={dark ? VideoOff : Video}
        label={
          self.camera === 'unavailable'
            ? t('call.noCamera')
            : t(dark ? 'call.cameraOn' : 'call.cameraOff')
        }
        shortcut="camera"
        off={dark}
        disabled={self.camera === 'unavailable'}
        onClick={() => call.setCamera(dark)}
      />
    </>
  );
}
