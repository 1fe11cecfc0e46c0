import { Mic } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { MicrophonePreview } from '../../settings/model.ts';
import { Icon } from '../components/icon.tsx';
import { useText } from '../i18n/context.tsx';
import { useModel } from '../use-model.tsx';
import { DevicePicker } from './device-picker.tsx';
import { DeviceProblemBanner } from './device-problem.tsx';
import { LevelMeter } from './level-meter.tsx';
import { silenceHintMs, useHeard } from './use-heard.ts';
import './device-check.css';

/** The microphone's picker with its level. The microphone is on only while this is shown. */
export function MicrophoneCheck() {
  const { devices } = useModel();
  const t = useText();
  const [tries, setTries] = useState(0);
  const [preview, setPreview] = useState<MicrophonePreview | null>(null);
  const { problem } = devices.snapshot.value.microphone;

  // Every try opens it anew.
  useEffect(() => {
    const opened = devices.previewMicrophone();
    setPreview(opened);
    return () => opened.close();
  }, [devices, tries]);

  const silent = useHeard(preview?.level ?? null, silenceHintMs) === 'silent';
  return (
    <div class="device-check">
      <DevicePicker kind="microphone" />
      {problem === null ? (
        <div class="device-check__level">
          <Icon shape={Mic} size="small" />
          {preview !== null && <LevelMeter level={preview.level} label={t('device.level')} />}
          <p class="device-check__hint" role="status">
            {t(silent ? 'device.levelSilent' : 'device.levelHint')}
          </p>
        </div>
      ) : (
        <DeviceProblemBanner
          kind="microphone"
          problem={problem}
          onRetry={() => setTries(tries + 1)}
        />
      )}
    </div>
  );
}
