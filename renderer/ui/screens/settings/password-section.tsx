import { useMemo } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useToast } from '../../components/toasts.tsx';
import { checkFilled, checkPassword, describeProblem } from '../../forms/checks.ts';
import { FailureBanner } from '../../forms/failure-banner.tsx';
import { asWrongPassword, createForm, failureOf } from '../../forms/form.ts';
import { useI18n } from '../../i18n/context.tsx';
import { useSettingsText } from '../../i18n/settings.ts';
import { useModel } from '../../use-model.tsx';
import { Section } from './section.tsx';

/** Another password. */
export function PasswordSection() {
  const { account } = useModel();
  const i18n = useI18n();
  const toast = useToast();
  const t = useSettingsText();
  const form = useMemo(
    () => createForm({ current: '', next: '' }, { current: checkFilled, next: checkPassword }),
    [],
  );
  const { current, next } = form.values.value;
  const problems = form.problems.value;
  const submission = form.submission.value;
  const failure = failureOf(submission);
  const wrongCurrent = failure?.code === 'wrong-credentials';

  async function change(): Promise<void> {
    await form.submit(async (values) => asWrongPassword(await account.changePassword(values)));
    if (form.submission.peek().state !== 'done') return;
    form.reset();
    toast({ kind: 'success', text: t('settings.passwordChanged') });
  }

  return (
    <Section title={t('settings.changePassword')} note={t('settings.changePasswordNote')}>
      <form
        class="settings__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void change();
        }}
      >
        <TextField
          name="current"
          type="password"
          label={t('settings.currentPassword')}
          value={current}
          error={
            wrongCurrent
              ? t('settings.wrongPassword')
              : problems.current && describeProblem(i18n, problems.current)
          }
          autocomplete="current-password"
          onInput={(value) => form.set('current', value)}
          onBlur={() => form.leave('current')}
        />
        <TextField
          name="next"
          type="password"
          label={t('settings.newPassword')}
          hint={t('field.passwordHint')}
          value={next}
          error={problems.next && describeProblem(i18n, problems.next)}
          autocomplete="new-password"
          onInput={(value) => form.set('next', value)}
          onBlur={() => form.leave('next')}
        />
        <FailureBanner failure={wrongCurrent ? null : failure} />
        <Button type="submit" busy={submission.state === 'pending'}>
          {t('settings.changePassword')}
        </Button>
      </form>
    </Section>
  );
}
