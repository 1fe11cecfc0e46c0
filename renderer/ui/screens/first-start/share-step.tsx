import { Button } from '../../components/button.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';

/** Third step: how others find one. */
export function ShareStep({ onDone }: { onDone: () => void }) {
  const { account } = useModel();
  const t = useText();
  const session = account.session.value;
  if (session.phase !== 'signed-in') return null;
  return (
    <>
      <div class="first-start__title">
        <h1 tabIndex={-1}>{t('start.shareTitle')}</h1>
        <p>{t('start.shareIntro')}</p>
      </div>
      <CopyField
        label={t('start.yourId')}
        value={session.account.id}
        copyLabel={t('start.copyId')}
      />
      <CopyField
        label={t('start.invitationLink')}
        value={account.invitationLink.value}
        copyLabel={t('start.copyLink')}
      />
      <Button kind="primary" size="large" wide onClick={onDone}>
        {t('start.finish')}
      </Button>
    </>
  );
}
