import { useEffect } from 'preact/hooks';
import type { OwnScreen } from '../../../calls/model.ts';
import { useToast } from '../../components/toasts.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';

/** Says it where sharing came to nothing, or ended without a press in here. */
export function useScreenEnd(screen: OwnScreen): void {
  const t = useText();
  const toast = useToast();
  const { devices, host } = useModel();
  const reason = screen.state === 'off' ? screen.reason : null;
  useEffect(() => {
    if (reason === null) return;
    toast({
      kind: reason === 'ended' ? 'info' : 'warning',
      topic: 'screen',
      text: t(`screen.reason.${reason}`),
      ...(reason === 'refused' &&
        host.kind === 'desktop' && {
          action: {
            label: t('device.openSystemSettings'),
            run: () => void devices.openSystemSettings('screen'),
          },
        }),
    });
  }, [reason, toast, t, devices, host]);
}
