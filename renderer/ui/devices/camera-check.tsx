import { VideoOff } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { CameraPreview } from '../../settings/model.ts';
import { Icon } from '../components/icon.tsx';
import { Video } from '../components/video.tsx';
import { useText } from '../i18n/context.tsx';
import { useModel } from '../use-model.tsx';
import { DevicePicker } from './device-picker.tsx';
import { DeviceProblemBanner } from './device-problem.tsx';
import './device-check.css';

/** The camera's picker with its live picture. The camera is on only while this is shown. */
export function CameraCheck() {
  const { devices } = useModel();
  const t = useText();
  const [tries, setTries] = useState(0);
  const [preview, setPreview] = useState<CameraPreview | null>(null);
  const { problem } = devices.snapshot.value.camera;

  // Every try opens it anew.
  useEffect(() => {
    const opened = devices.previewCamera();
    setPreview(opened);
    return () => opened.close();
  }, [devices, tries]);

  const picture = preview?.picture.value ?? null;
  return (
    <div class="device-check">
      <div class="device-check__stage stage">
        {picture !== null ? (
          <Video stream={picture} label={t('device.yourVideo')} mirrored muted />
        ) : (
          <p class="device-check__empty">
            {problem === null ? t('device.opening') : <Icon shape={VideoOff} size="large" />}
          </p>
        )}
      </div>
      <DevicePicker kind="camera" />
      {problem !== null && (
        <DeviceProblemBanner kind="camera" problem={problem} onRetry={() => setTries(tries + 1)} />
      )}
    </div>
  );
}
