import type { ComponentChildren } from 'preact';
import type { Failure } from '../../result.ts';
import { Banner } from '../components/banner.tsx';
import { useI18n } from '../i18n/context.tsx';
import { describeFailure } from '../i18n/describe.ts';

/** Why the last thing asked for did not happen; nothing while nothing has failed. */
export function FailureBanner(props: { failure: Failure | null; actions?: ComponentChildren }) {
  const i18n = useI18n();
  if (props.failure === null) return null;
  return (
    <Banner kind="danger" actions={props.actions}>
      {describeFailure(i18n, props.failure)}
    </Banner>
  );
}
