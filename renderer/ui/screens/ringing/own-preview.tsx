import { Video as VideoIcon } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { CameraPreview } from '../../../settings/model.ts';
import { Button } from '../../components/button.tsx';
import { Video } from '../../components/video.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import './own-preview.css';

/**
 * Oneself, before one accepts. The camera stays off until this is asked for: whoever calls must not
 * be able to turn its light on.
 */
export function OwnPreview() {
  const t = useText();
  const [wanted, setWanted] = useState(false);
  return wanted ? (
    <Picture />
  ) : (
    <div class="own-preview__ask">
      <Button kind="plain" icon={VideoIcon} onClick={() => setWanted(true)}>
        {t('ringing.preview')}
      </Button>
    </div>
  );
}

function Picture() {
  const t = useText();
  const { devices } = useModel();
  const [preview, setPreview] = useState<CameraPreview | null>(null);
  useEffect(() => {
    const opened = devices.previewCamera();
    setPreview(opened);
    return () => opened.close();
  }, [devices]);
  const picture = preview?.picture.value ?? null;
  const { problem } = devices.snapshot.value.camera;
  return (
    <div class="own-preview">
      {picture !== null ? (
        <Video stream={picture} label={t('call.self')} mirrored muted />
      ) : (
        <p role="status">
          {problem === null ? t('device.opening') : t(`problem.camera.${problem}`)}
        </p>
      )}
    </div>
  );
}
