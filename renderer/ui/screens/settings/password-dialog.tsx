import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Result } from '../../../result.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/text-field.tsx';
import { checkFilled, describeProblem } from '../../forms/checks.ts';
import { FailureBanner } from '../../forms/failure-banner.tsx';
import { asWrongPassword, createForm, failureOf } from '../../forms/form.ts';
import { useI18n } from '../../i18n/context.tsx';
import { useSettingsText } from '../../i18n/settings.ts';

/** Asks for the password before an action that only the account's owner may do. */
export function PasswordDialog(props: {
  title: string;
  /** What the password field is called. */
  label: string;
  confirm: { kind: 'primary' | 'danger'; text: string };
  children: ComponentChildren;
  onClose: () => void;
  /** Does it with this password. */
  onConfirm: (password: string) => Promise<Result<object>>;
}) {
  const i18n = useI18n();
  const t = useSettingsText();
  const form = useMemo(() => createForm({ password: '' }, { password: checkFilled }), []);
  const { password: problem } = form.problems.value;
  const submission = form.submission.value;
  const failure = failureOf(submission);
  const wrong = failure?.code === 'wrong-credentials';

  return (
    <Dialog
      title={props.title}
      onClose={props.onClose}
      onSubmit={() =>
        void form.submit(async ({ password }) => asWrongPassword(await props.onConfirm(password)))
      }
      actions={
        <>
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button kind={props.confirm.kind} type="submit" busy={submission.state === 'pending'}>
            {props.confirm.text}
          </Button>
        </>
      }
    >
      {props.children}
      <TextField
        name="password"
        type="password"
        label={props.label}
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
