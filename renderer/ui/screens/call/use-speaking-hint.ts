import { effect } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { DevicesModel } from '../../../settings/model.ts';
import { pageClock } from '../../page-clock.ts';
import { createSpeakingDetector } from './speaking.ts';

/** How long the hint stays after it was due. */
const hintMs = 5_000;

/**
 * Whether the person talks into a muted microphone just now. Listens only while `muted`; what it
 * hears stays on this machine.
 */
export function useSpeakingHint(devices: DevicesModel, muted: boolean): boolean {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    if (!muted) return;
    const detect = createSpeakingDetector(pageClock);
    const preview = devices.previewMicrophone();
    let cancel = () => {};
    const stop = effect(() => {
      if (!detect(preview.level.value)) return;
      setShown(true);
      cancel();
      cancel = pageClock.after(hintMs, () => setShown(false));
    });
    return () => {
      stop();
      cancel();
      preview.close();
      setShown(false);
    };
  }, [devices, muted]);
  return shown;
}
