import type { Account } from '@tatap/protocol/signaling';
import { useMemo } from 'preact/hooks';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useToast } from '../../components/toasts.tsx';
import { checkDisplayName, describeProblem } from '../../forms/checks.ts';
import { FailureBanner } from '../../forms/failure-banner.tsx';
import { createForm, failureOf } from '../../forms/form.ts';
import { useI18n } from '../../i18n/context.tsx';
import { useSettingsText } from '../../i18n/settings.ts';
import { useModel } from '../../use-model.tsx';
import { LeavingSection } from './leaving-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { RecoverySection } from './recovery-section.tsx';
import { Section } from './section.tsx';
import { SessionsSection } from './sessions-section.tsx';

/** The account: how others see it, its password, where it is signed in, and the way out. */
export function AccountPage() {
  const { account } = useModel();
  const session = account.session.value;
  if (session.phase !== 'signed-in') return null;
  return (
    <>
      <ProfileSection account={session.account} />
      <PasswordSection />
      <RecoverySection id={session.account.id} serverUrl={session.serverUrl} />
      <SessionsSection />
      <LeavingSection account={session.account} />
    </>
  );
}

/** How others see the account: its name and ID. */
function ProfileSection(props: { account: Account }) {
  const { id, displayName } = props.account;
  const { account } = useModel();
  const i18n = useI18n();
  const toast = useToast();
  const t = useSettingsText();
  const form = useMemo(
    () => createForm({ displayName }, { displayName: checkDisplayName }),
    [displayName],
  );
  const submission = form.submission.value;
  const { displayName: problem } = form.problems.value;
  const typed = form.values.value.displayName;

  async function save(): Promise<void> {
    await form.submit((values) => account.update({ displayName: values.displayName.trim() }));
    if (form.submission.peek().state === 'done')
      toast({ kind: 'success', text: t('common.saved') });
  }

  return (
    <Section title={t('settings.profile')}>
      <div class="settings__person">
        <Avatar id={id} name={typed.trim() || displayName} size="large" />
        <div>
          <p>{id}</p>
          <span class="note">{t('settings.idNote')}</span>
        </div>
      </div>
      <form
        class="settings__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField
          name="displayName"
          label={t('field.displayName')}
          hint={t('field.displayNameHint')}
          value={typed}
          error={problem && describeProblem(i18n, problem)}
          autocomplete="name"
          onInput={(value) => form.set('displayName', value)}
          onBlur={() => form.leave('displayName')}
        />
        <FailureBanner failure={failureOf(submission)} />
        <Button
          type="submit"
          disabled={typed.trim() === displayName}
          busy={submission.state === 'pending'}
        >
          {t('common.save')}
        </Button>
      </form>
    </Section>
  );
}
