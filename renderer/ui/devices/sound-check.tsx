import { Bell, Volume2 } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { useText } from '../i18n/context.tsx';
import { useModel } from '../use-model.tsx';
import { DevicePicker } from './device-picker.tsx';
import './device-check.css';

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
