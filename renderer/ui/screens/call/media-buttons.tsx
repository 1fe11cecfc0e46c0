import { Mic, MicOff, Video, VideoOff } from 'lucide';
import type { SelfMedia } from '../../../calls/model.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { useDeviceRetry } from './use-device-retry.ts';

interface Props {
  readonly self: SelfMedia;
  /** While the person holds the call both are off, whatever they are set to. */
  readonly held?: boolean;
}

/**
 * Microphone and camera on and off, while it rings and in the call. One that does not work is never
 * taken away: a press asks for it again, or says where to allow it.
 */
export function MediaButtons({ self, held = false }: Props) {
  const t = useText();
  const { call, devices } = useModel();
  const { camera, microphone } = devices.snapshot.value;
  const muted = self.microphone !== 'on';
  const dark = self.camera !== 'on';
  const retryMicrophone = useDeviceRetry('microphone', self.microphone, () =>
    call.setMicrophone(true),
  );
  const retryCamera = useDeviceRetry('camera', self.camera, () => call.setCamera(true));
  return (
    <>
      <IconButton
        size="large"
        kind="secondary"
        icon={muted || held ? MicOff : Mic}
        label={
          self.microphone === 'unavailable'
            ? t(`trouble.microphone.${microphone.problem ?? 'none'}`)
            : t(muted ? 'call.unmute' : 'call.mute')
        }
        shortcut="microphone"
        off={muted || held}
        disabled={held}
        onClick={
          self.microphone === 'unavailable' ? retryMicrophone : () => call.setMicrophone(muted)
        }
      />
      <IconButton
        size="large"
        kind="secondary"
        icon={dark || held ? VideoOff : Video}
        label={
          self.camera === 'unavailable'
            ? t(`trouble.camera.${camera.problem ?? 'none'}`)
            : t(dark ? 'call.cameraOn' : 'call.cameraOff')
        }
        shortcut="camera"
        off={dark || held}
        disabled={held}
        onClick={self.camera === 'unavailable' ? retryCamera : () => call.setCamera(dark)}
      />
    </>
  );
}
