import { useState } from 'preact/hooks';
import type { DeviceProblem } from '../../settings/model.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { useText } from '../i18n/context.tsx';
import { useModel } from '../use-model.tsx';

/** Why the camera or microphone does not work, and the way out. */
export function DeviceProblemBanner(props: {
  kind: 'camera' | 'microphone';
  problem: DeviceProblem;
  onRetry: () => void;
}) {
  const { kind, problem } = props;
  const { devices, host } = useModel();
  const t = useText();
  const [noPage, setNoPage] = useState(false);

  async function openSettings(): Promise<void> {
    setNoPage(!(await devices.openSystemSettings(kind)));
  }

  // A missing device is noticed by itself when it comes; the other problems need a try.
  const canRetry = problem === 'refused' || problem === 'in-use';
  return (
    <Banner
      kind={problem === 'none' ? 'info' : 'warning'}
      actions={
        canRetry && (
          <>
            <Button size="small" kind="plain" onClick={props.onRetry}>
              {t('common.tryAgain')}
            </Button>
            {problem === 'refused' && host.kind === 'desktop' && (
              <Button size="small" kind="plain" onClick={() => void openSettings()}>
                {t('device.openSystemSettings')}
              </Button>
            )}
          </>
        )
      }
    >
      {t(`problem.${kind}.${problem}`)}
      {noPage && ` ${t('device.systemSettingsMissing')}`}
    </Banner>
  );
}
