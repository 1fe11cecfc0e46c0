import { Bell, Mic, VideoOff, Volume2 } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { DeviceKind } from '../../settings/model.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { Icon } from '../components/icon.tsx';
import { Select } from '../components/select.tsx';
import { Video } from '../components/video.tsx';
import { useI18n, useText } from '../i18n/context.tsx';
import { useModel } from '../use-model.tsx';
import { chosenDevice, devicePicker } from './device-options.ts';
import { DeviceProblemBanner } from './device-problem.tsx';
import { LevelMeter, silenceHintMs, useHeard } from './level-meter.tsx';
import './device-checks.css';

/** Opens a device while the view is there; every try opens it anew. */
function usePreview<P extends { close(): void }>(
  open: () => P,
): [preview: P | null, retry: () => void] {
  const { devices } = useModel();
  const [tries, setTries] = useState(0);
  const [preview, setPreview] = useState<P | null>(null);
  useEffect(() => {
    const opened = open();
    setPreview(opened);
    return () => opened.close();
  }, [devices, tries]);
  return [preview, () => setTries(tries + 1)];
}

/** The camera's picker with its live picture. The camera is on only while this is shown. */
export function CameraCheck() {
  const { devices } = useModel();
  const t = useText();
  const { problem } = devices.snapshot.value.camera;
  const [preview, retry] = usePreview(() => devices.previewCamera());

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
      {problem !== null && <DeviceProblemBanner kind="camera" problem={problem} onRetry={retry} />}
    </div>
  );
}

/** The microphone's picker with its level. The microphone is on only while this is shown. */
export function MicrophoneCheck() {
  const { devices } = useModel();
  const t = useText();
  const { problem } = devices.snapshot.value.microphone;
  const [preview, retry] = usePreview(() => devices.previewMicrophone());

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
        <DeviceProblemBanner kind="microphone" problem={problem} onRetry={retry} />
      )}
    </div>
  );
}

/** The picker of the speaker or the ring device with a sound to hear on it. */
export function SoundCheck({ kind }: { kind: 'speaker' | 'ring' }) {
  const { devices } = useModel();
  const t = useText();
  const [playing, setPlaying] = useState(false);
  const shown = useRef(true);
  const { problem } = devices.snapshot.value[kind];

  useEffect(
    () => () => {
      shown.current = false;
    },
    [],
  );

  async function play(): Promise<void> {
    setPlaying(true);
    try {
      await devices.playTest(kind);
    } finally {
      if (shown.current) setPlaying(false);
    }
  }

  return (
    <div class="device-check">
      <div class="device-check__row">
        <DevicePicker kind={kind} />
        <Button icon={kind === 'ring' ? Bell : Volume2} busy={playing} onClick={() => void play()}>
          {t(kind === 'ring' ? 'device.testRing' : 'device.test')}
        </Button>
      </div>
      {problem !== null && (
        <Banner kind={problem === 'none' ? 'info' : 'warning'}>
          {t(`problem.${kind}.${problem}`)}
        </Banner>
      )}
    </div>
  );
}

/** The list of devices of a kind. */
function DevicePicker({ kind }: { kind: DeviceKind }) {
  const { devices } = useModel();
  const i18n = useI18n();
  const picker = devicePicker(i18n, kind, devices.snapshot.value[kind]);
  return (
    <Select
      label={i18n.t(`device.${kind}`)}
      value={picker.value}
      options={picker.options}
      hint={picker.hint ?? undefined}
      onChange={(value) => {
        const deviceId = chosenDevice(value);
        if (deviceId !== undefined) void devices.choose(kind, deviceId);
      }}
    />
  );
}
