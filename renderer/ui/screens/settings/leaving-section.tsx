import type { Account } from '@tatap/protocol/signaling';
import { useMemo, useState } from 'preact/hooks';
import { wallNow } from '../../../clock.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useToast } from '../../components/toasts.tsx';
import { FailureBanner } from '../../forms/failure-banner.tsx';
import { createAction, failureOf } from '../../forms/form.ts';
import { useSettingsText } from '../../i18n/settings.ts';
import { exportFileName, saveFile } from '../../save-file.ts';
import { useModel } from '../../use-model.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { DoRow, Section } from './section.tsx';

/** Taking one's data along, signing out, deleting the account. */
export function LeavingSection(props: { account: Account }) {
  const { account } = useModel();
  const t = useSettingsText();
  const toast = useToast();
  const exporting = useMemo(createAction, []);
  const [asking, setAsking] = useState<'nothing' | 'sign-out' | 'delete'>('nothing');
  const close = () => setAsking('nothing');

  async function exportData(): Promise<void> {
    const file = exportFileName(props.account.id, wallNow());
    const saved = await exporting.run(async () => {
      const result = await account.exportData();
      if (result.ok) saveFile(file, result.json);
      return result;
    });
    if (saved) toast({ kind: 'success', text: t('settings.exported', { file }) });
  }

  return (
    <Section title={t('settings.leaving')}>
      <DoRow note={t('settings.exportNote')}>
        <Button
          busy={exporting.submission.value.state === 'pending'}
          onClick={() => void exportData()}
        >
          {t('settings.export')}
        </Button>
      </DoRow>
      <FailureBanner failure={failureOf(exporting.submission.value)} />
      <DoRow note={t('settings.signOutNote')}>
        <Button onClick={() => setAsking('sign-out')}>{t('settings.signOut')}</Button>
      </DoRow>
      <DoRow note={t('settings.deleteNote')}>
        <Button kind="danger" onClick={() => setAsking('delete')}>
          {t('settings.delete')}
        </Button>
      </DoRow>
      {asking === 'sign-out' && <SignOutDialog onClose={close} />}
      {asking === 'delete' && (
        <PasswordDialog
          title={t('settings.deleteTitle')}
          label={t('field.password')}
          confirm={{ kind: 'danger', text: t('settings.deleteConfirm') }}
          onClose={close}
          onConfirm={(password) => account.deleteAccount(password)}
        >
          <p>{t('settings.deleteBody', { id: props.account.id })}</p>
        </PasswordDialog>
      )}
    </Section>
  );
}

/** Asks before signing out: to come back one needs the password. */
function SignOutDialog({ onClose }: { onClose: () => void }) {
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
