import type { FreshRecoveryCode } from '../../../account/model.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { useRecoveryText } from '../../i18n/recovery.ts';
import { RecoveryCard } from '../../recovery/recovery-card.tsx';
import { useModel } from '../../use-model.tsx';

/** Shows the new recovery code once. It counts as part of the first step. */
export function RecoveryStep({ fresh }: { fresh: FreshRecoveryCode }) {
  const { account } = useModel();
  const t = useRecoveryText();
  const session = account.session.value;
  if (session.phase !== 'signed-in') return null;
  const done = () => account.dismissFreshCode();
  return (
    <>
      {fresh.because === 'recovered' && <Banner kind="success">{t('recovery.recovered')}</Banner>}
      <div class="first-start__title">
        <h1 tabIndex={-1}>{t('recovery.title')}</h1>
        <p>{t('recovery.intro')}</p>
      </div>
      <RecoveryCard code={fresh.code} id={session.account.id} serverUrl={session.serverUrl} />
      <div class="first-start__actions">
        <Button kind="plain" describedBy="recovery-skip" onClick={done}>
          {t('common.skip')}
        </Button>
        <Button kind="primary" size="large" onClick={done}>
          {t('recovery.done')}
        </Button>
      </div>
      <p id="recovery-skip" class="first-start__note">
        {t('recovery.skipNote')}
      </p>
    </>
  );
}
