import { CameraCheck } from '../../devices/camera-check.tsx';
import { MicrophoneCheck } from '../../devices/microphone-check.tsx';
import { SoundCheck } from '../../devices/sound-check.tsx';
import { Section } from './section.tsx';
import { SoundProcessing } from './sound-processing.tsx';

/** Camera, microphone, speaker and ring device, each to be tried where it is chosen. */
export function DevicesPage() {
  return (
    <>
      <Section>
        <CameraCheck />
      </Section>
      <Section>
        <MicrophoneCheck />
        <SoundProcessing />
      </Section>
      <Section>
        <SoundCheck kind="speaker" />
        <SoundCheck kind="ring" />
      </Section>
    </>
  );
}
