import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useSettingsText } from '../../i18n/settings.ts';
import { useModel } from '../../use-model.tsx';

/** Asks before signing out: to come back one needs the password. */
export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { account } = useModel();
  const t = useSettingsText();
  const [pending, setPending] = useState(false);

  async function signOut(): Promise<void> {
    setPending(true);
    await account.signOut();
  }

  return (
    <Dialog
      title={t('settings.signOutTitle')}
      onClose={onClose}
      onSubmit={() => void signOut()}
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" busy={pending} autofocus>
            {t('settings.signOut')}
          </Button>
        </>
      }
    >
      <p>{t('settings.signOutBody')}</p>
    </Dialog>
  );
}
