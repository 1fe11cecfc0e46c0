import type { Failure } from '../../result.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { useI18n } from '../i18n/context.tsx';
import { describeFailure } from '../i18n/describe.ts';

/** Why the last thing asked for did not happen; nothing while nothing has failed. */
export function FailureBanner(props: { failure: Failure | null; onRetry?: () => void }) {
  const i18n = useI18n();
  if (props.failure === null) return null;
  const { onRetry } = props;
  return (
    <Banner
      kind="danger"
      actions={
        onRetry && (
          <Button kind="plain" size="small" onClick={onRetry}>
            {i18n.t('common.tryAgain')}
          </Button>
        )
      }
    >
      {describeFailure(i18n, props.failure)}
    </Banner>
  );
}
