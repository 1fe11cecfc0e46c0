import { useEffect, useRef } from 'preact/hooks';
import type { SelfMedia } from '../../../calls/model.ts';
import { useToast } from '../../components/toasts.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';

/**
 * Asks again for a device that does not work, and says what to do where that does not help. Returns
 * what a press on its button does.
 */
export function useDeviceRetry(
  kind: 'camera' | 'microphone',
  state: SelfMedia['camera' | 'microphone'],
  turnOn: () => void,
): () => void {
  const t = useText();
  const toast = useToast();
  const { devices, host } = useModel();
  const asked = useRef(false);
  const { problem } = devices.snapshot.value[kind];

  const explain = () => {
    asked.current = false;
    toast({
      kind: 'warning',
      topic: `device.${kind}`,
      text: t(`problem.${kind}.${problem ?? 'none'}`),
      ...(problem === 'refused' &&
        host.kind === 'desktop' && {
          action: {
            label: t('device.openSystemSettings'),
            run: () => void devices.openSystemSettings(kind),
          },
        }),
    });
  };
  // While it opens it counts as on; the next word is the answer.
  const before = useRef(state);
  useEffect(() => {
    const failed = state === 'unavailable' && before.current !== 'unavailable';
    before.current = state;
    if (asked.current && failed) explain();
  }, [state]);

  return () => {
    asked.current = true;
    turnOn();
    // There is nothing that could be opened: nothing changes, and nothing would be said.
    if (problem === 'none' || problem === 'unsupported') explain();
  };
}
