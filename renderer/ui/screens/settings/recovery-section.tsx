import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Result } from '../../../result.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TextField } from '../../components/text-field.tsx';
import { checkFilled, describeProblem } from '../../forms/checks.ts';
import { FailureBanner } from '../../forms/failure-banner.tsx';
import { createForm, failureOf } from '../../forms/form.ts';
import { asWrongPassword } from '../../forms/password-result.ts';
import { useI18n } from '../../i18n/context.tsx';
import { RecoveryCard } from '../../recovery/recovery-card.tsx';
import { useRecoveryText } from '../../recovery/use-recovery-text.ts';
import { useModel } from '../../use-model.tsx';
import { DoRow, Section } from './section.tsx';
import { useSettingsText } from './use-settings-text.ts';

type State = Result<{ since: number | null }>;

/** Whether there is a recovery code, and making another. */
export function RecoverySection(props: { id: string; serverUrl: string }) {
  const { account } = useModel();
  const t = useRecoveryText();
  const [state, setState] = useState<State | null>(null);
  const [asking, setAsking] = useState(false);
  /** The new code, until the person has it. */
  const [made, setMade] = useState<string | null>(null);
  const load = () => void account.recoveryCodeState().then(setState);
  useEffect(load, [account]);
  const told = useRef<HTMLParagraphElement>(null);
  // What had the focus before the dialog is gone.
  useEffect(() => told.current?.focus(), [made]);

  // A server of an older version, which makes none.
  if (state?.ok === false && state.code === 'not-found') return null;
  return (
    <Section title={t('recovery.code')} note={t('recovery.purpose')}>
      {made === null ? (
        <Standing state={state} onRetry={load} onMake={() => setAsking(true)} />
      ) : (
        <>
          <p ref={told} tabIndex={-1}>
            {t('recovery.onlyNow')}
          </p>
          <RecoveryCard code={made} {...props} />
          <div class="settings__form">
            <Button kind="primary" onClick={() => setMade(null)}>
              {t('recovery.done')}
            </Button>
          </div>
        </>
      )}
      {asking && (
        <NewCodeDialog
          onClose={() => setAsking(false)}
          onMade={(code) => {
            setAsking(false);
            setMade(code);
            load();
          }}
        />
      )}
    </Section>
  );
}

function Standing(props: { state: State | null; onRetry: () => void; onMake: () => void }) {
  const { format } = useI18n();
  const t = useRecoveryText();
  const { state } = props;
  if (state === null) return <Skeleton lines={1} />;
  if (!state.ok) {
    return (
      <FailureBanner
        failure={state}
        actions={
          <Button kind="plain" size="small" onClick={props.onRetry}>
            {t('common.tryAgain')}
          </Button>
        }
      />
    );
  }
  if (state.since === null) {
    return (
      <Banner
        kind="warning"
        actions={
          <Button kind="plain" size="small" onClick={props.onMake}>
            {t('recovery.make')}
          </Button>
        }
      >
        {t('recovery.none')}
      </Banner>
    );
  }
  return (
    <DoRow note={t('recovery.since', { date: format.date(state.since) })}>
      <Button onClick={props.onMake}>{t('recovery.make')}</Button>
    </DoRow>
  );
}

/** The password, as the proof that the account's owner asks. */
function NewCodeDialog(props: { onClose: () => void; onMade: (code: string) => void }) {
  const { account } = useModel();
  const i18n = useI18n();
  const t = useRecoveryText();
  const settingsText = useSettingsText();
  const form = useMemo(() => createForm({ password: '' }, { password: checkFilled }), []);
  const { password: problem } = form.problems.value;
  const submission = form.submission.value;
  const failure = failureOf(submission);
  const wrong = failure?.code === 'wrong-credentials';

  async function make(): Promise<void> {
    await form.submit(async ({ password }) => {
      const result = asWrongPassword(await account.newRecoveryCode(password));
      if (result.ok) props.onMade(result.recoveryCode);
      return result;
    });
  }

  return (
    <Dialog
      title={t('recovery.makeTitle')}
      onClose={props.onClose}
      onSubmit={() => void make()}
      actions={
        <>
          <Button onClick={props.onClose}>{t('common.cancel')}</Button>
          <Button kind="primary" type="submit" busy={submission.state === 'pending'}>
            {t('recovery.makeConfirm')}
          </Button>
        </>
      }
    >
      <p>{t('recovery.makeBody')}</p>
      <TextField
        name="password"
        type="password"
        label={settingsText('settings.currentPassword')}
        value={form.values.value.password}
        error={
          wrong ? settingsText('settings.wrongPassword') : problem && describeProblem(i18n, problem)
        }
        autocomplete="current-password"
        autofocus
        onInput={(value) => form.set('password', value)}
      />
      <FailureBanner failure={wrong ? null : failure} />
    </Dialog>
  );
}
