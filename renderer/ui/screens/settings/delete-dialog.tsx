import { useMemo } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { checkFilled, describeProblem } from '../../forms/checks.ts';
import { FailureBanner } from '../../forms/failure-banner.tsx';
import { createForm, failureOf } from '../../forms/form.ts';
import { asWrongPassword } from '../../forms/password-result.ts';
import { useI18n } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { useSettingsText } from './use-settings-text.ts';

/** Deleting the account, with the password as the proof that its owner means it. */
export function DeleteDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { account } = useModel();
  const i18n = useI18n();
  const t = useSettingsText();
  const form = useMemo(() => createForm({ password: '' }, { password: checkFilled }), []);
  const { password: problem } = form.problems.value;
  const submission = form.submission.value;
  const failure = failureOf(submission);
  const wrong = failure?.code === 'wrong-credentials';

  return (
    <Dialog
      title={t('settings.deleteTitle')}
      onClose={onClose}
      onSubmit={() =>
        void form.submit(async ({ password }) =>
          asWrongPassword(await account.deleteAccount(password)),
        )
      }
      actions={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button kind="danger" type="submit" busy={submission.state === 'pending'}>
            {t('settings.deleteConfirm')}
          </Button>
        </>
      }
    >
      <p>{t('settings.deleteBody', { id })}</p>
      <TextField
        name="password"
        type="password"
        label={t('field.password')}
        value={form.values.value.password}
        error={wrong ? t('settings.wrongPassword') : problem && describeProblem(i18n, problem)}
        autocomplete="current-password"
        autofocus
        onInput={(value) => form.set('password', value)}
      />
      <FailureBanner failure={wrong ? null : failure} />
    </Dialog>
  );
}
