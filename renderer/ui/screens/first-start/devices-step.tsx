import { Button } from '../../components/button.tsx';
import { CameraCheck } from '../../devices/camera-check.tsx';
import { MicrophoneCheck } from '../../devices/microphone-check.tsx';
import { SoundCheck } from '../../devices/sound-check.tsx';
import { useText } from '../../i18n/context.tsx';

/** Second step: camera, microphone and speaker, tried before anybody else sees and hears them. */
export function DevicesStep(props: { onNext: () => void; onSkip: () => void }) {
  const t = useText();
  return (
    <>
      <div class="first-start__title">
        <h1 tabIndex={-1}>{t('start.devicesTitle')}</h1>
        <p>{t('start.devicesIntro')}</p>
      </div>
      <div class="first-start__checks">
        <CameraCheck />
        <div class="first-start__sounds">
          <MicrophoneCheck />
          <SoundCheck kind="speaker" />
        </div>
      </div>
      <div class="first-start__actions">
        <Button kind="plain" onClick={props.onSkip}>
          {t('common.skip')}
        </Button>
        <Button kind="primary" size="large" onClick={props.onNext}>
          {t('common.next')}
        </Button>
      </div>
    </>
  );
}
