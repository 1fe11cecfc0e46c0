import { assertNever } from '@tatap/protocol/signaling';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { SessionSnapshot } from '../../../account/model.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { TextField, type TextFieldProps } from '../../components/text-field.tsx';
import { describeProblem } from '../../forms/checks.ts';
import { FailureBanner } from '../../forms/failure-banner.tsx';
import { PlainServerWarning, ServerForm } from '../../forms/server-form.tsx';
import { useI18n, useText } from '../../i18n/context.tsx';
import { describeFailure } from '../../i18n/describe.ts';
import { useRecoveryText } from '../../i18n/recovery.ts';
import { serverName } from '../../shell/notice-texts.ts';
import { useShell } from '../../shell/shell-state.ts';
import { useModel } from '../../use-model.tsx';
import {
  type AccountField,
  type AccountMode,
  type AccountStep,
  createAccountStep,
} from './account-step.ts';

const words = {
  create: { title: 'start.createTitle', intro: 'start.createIntro', submit: 'start.create' },
  'sign-in': { title: 'start.signInTitle', intro: 'start.signInIntro', submit: 'start.signIn' },
  recover: { title: 'recover.title', intro: 'recover.intro', submit: 'recover.submit' },
} as const satisfies Record<AccountMode, object>;

type SignedOut = Extract<SessionSnapshot, { phase: 'signed-out' }>;

/** First step: a new account, or signing in with one that exists. */
export function AccountStepView({ session }: { session: SignedOut }) {
  const { account, settings } = useModel();
  const t = useRecoveryText();
  const shell = useShell();
  const invitation = shell.invitation.value;
  const asked = shell.request.value;
  const step = useMemo(() => {
    const known = settings.settings.peek().onboarded || session.because !== null;
    return createAccountStep(
      account,
      known && session.because !== 'deleted' && invitation === '' ? 'sign-in' : 'create',
      invitation,
    );
    // Made once for a link: what was typed outlives a change of the server.
  }, [account, invitation]);
  const named = session.serverUrl !== '';
  useEffect(() => {
    if (named) void step.choice.look();
  }, [step, named]);

  const form = useRef<HTMLFormElement>(null);
  // Whoever comes here comes to type; with another form, into its first field.
  useEffect(() => form.current?.querySelector('input')?.focus(), [step.mode.value]);
  const mode = step.mode.value;
  const submission = step.form.submission.value;
  const refused = step.refused.value;

  async function submit(): Promise<void> {
    const wrong = await step.submit();
    const field = wrong ?? step.refused.value?.field ?? null;
    if (field !== null) form.current?.querySelector<HTMLInputElement>(`[name=${field}]`)?.focus();
  }

  if (!named) return <ServerStep step={step} />;
  return (
    <>
      <div class="first-start__title">
        <h1>{t(words[mode].title)}</h1>
        <p>{t(words[mode].intro)}</p>
        {mode === 'recover' && <p>{t('recover.noCode')}</p>}
      </div>
      {session.because !== null && (
        <Banner kind="info">{t(`sessionEnd.${session.because}`)}</Banner>
      )}
      {mode === 'create' && asked?.kind === 'add' && (
        <Banner kind="info">{t('start.invitedBy', { name: asked.id })}</Banner>
      )}
      {step.registration.value === 'closed' && <Banner kind="info">{t('start.closed')}</Banner>}
      <ServerTrouble step={step} />
      <ServerRow step={step} />
      <PlainServerWarning serverUrl={session.serverUrl} />
      <form
        ref={form}
        class="first-start__form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <AccountFields step={step} />
        <FailureBanner
          failure={refused !== null && refused.field === null ? refused.failure : null}
        />
        <Button
          kind="primary"
          size="large"
          type="submit"
          wide
          busy={submission.state === 'pending'}
        >
          {t(words[mode].submit)}
        </Button>
        {mode === 'recover' && <p class="note">{t('recover.signsOut')}</p>}
      </form>
      <OtherModes step={step} />
    </>
  );
}

/** Nobody has named a server for this installation: the person does, before anything else. */
function ServerStep({ step }: { step: AccountStep }) {
  const t = useText();
  return (
    <>
      <div class="first-start__title">
        <h1>{t('start.serverTitle')}</h1>
        <p>{t('start.serverIntro')}</p>
      </div>
      <ServerForm choice={step.choice} canReset={false} />
    </>
  );
}

/** Links to the other modes of the form. */
function OtherModes({ step }: { step: AccountStep }) {
  const t = useRecoveryText();
  const to = (mode: AccountMode, text: string) => (
    <Button kind="plain" onClick={() => step.setMode(mode)}>
      {text}
    </Button>
  );
  switch (step.mode.value) {
    case 'create':
      return (
        <p class="first-start__other">
          {t('start.haveAccount')}
          {to('sign-in', t('start.signIn'))}
        </p>
      );
    case 'recover':
      return <p class="first-start__other">{to('sign-in', t('recover.back'))}</p>;
    case 'sign-in':
      return (
        <div>
          <p class="first-start__other">{to('recover', t('recover.forgot'))}</p>
          {step.registration.value !== 'closed' && (
            <p class="first-start__other">
              {t('start.noAccount')}
              {to('create', t('start.create'))}
            </p>
          )}
        </div>
      );
    default:
      return assertNever(step.mode.value);
  }
}

/**
 * Says that the server does not answer, before the person fills in the form. It appears seconds
 * after the form, so it covers the brand instead of moving the controls.
 */
function ServerTrouble({ step }: { step: AccountStep }) {
  const server = step.choice.server.value;
  if (server.state !== 'failed') return null;
  return (
    <div class="first-start__trouble">
      <FailureBanner failure={server.failure} onRetry={() => void step.choice.look()} />
    </div>
  );
}

/** Which server, folded away: most people never change it. */
function ServerRow({ step }: { step: AccountStep }) {
  const { settings } = useModel();
  const t = useText();
  const [open, setOpen] = useState(false);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open) row.current?.querySelector('input')?.select();
  }, [open]);
  return (
    <div ref={row} class="first-start__server">
      <div class="first-start__server-row">
        <span>{t('server.label', { server: serverName(step.choice.url.value) })}</span>
        <Button
          kind="plain"
          size="small"
          label={open ? undefined : t('server.changeLabel')}
          expanded={open}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'common.cancel' : 'server.change')}
        </Button>
      </div>
      {open && (
        <ServerForm
          choice={step.choice}
          canReset={settings.settings.value.serverUrl !== null}
          onDone={() => setOpen(false)}
        />
      )}
    </div>
  );
}

type Extra = Pick<TextFieldProps, 'type' | 'literal' | 'autocomplete' | 'hint'>;

/** The fields that the form needs now, each with what is wrong with it. */
function AccountFields({ step }: { step: AccountStep }) {
  const i18n = useI18n();
  const t = useRecoveryText();
  const { form } = step;
  const creating = step.mode.value === 'create';
  const values = form.values.value;
  const problems = form.problems.value;
  const refused = step.refused.value;

  const extras: Readonly<Record<AccountField, Extra>> = {
    displayName: { autocomplete: 'name', hint: t('field.displayNameHint') },
    id: {
      literal: true,
      autocomplete: 'username',
      hint: creating ? t('field.idHint') : undefined,
    },
    password: {
      type: 'password',
      autocomplete: creating ? 'new-password' : 'current-password',
      hint: creating ? t('field.passwordHint') : undefined,
    },
    recoveryCode: { literal: true, hint: t('recover.codeHint') },
    newPassword: {
      type: 'password',
      autocomplete: 'new-password',
      hint: t('field.passwordHint'),
    },
    invitation: { literal: true, hint: t('start.invitationHint') },
  };

  const labels: Readonly<Record<AccountField, string>> = {
    displayName: t('field.displayName'),
    id: t('field.id'),
    password: t('field.password'),
    recoveryCode: t('recovery.code'),
    newPassword: t('recover.newPassword'),
    invitation: t('field.invitation'),
  };

  return (
    <>
      {step.fields.value.map((field) => {
        const problem = problems[field];
        const error =
          refused?.field === field
            ? describeFailure(i18n, refused.failure)
            : problem && describeProblem(i18n, problem);
        return (
          <TextField
            key={field}
            name={field}
            label={labels[field]}
            value={values[field]}
            error={error}
            {...extras[field]}
            onInput={(value) => step.type(field, value)}
            onBlur={() => form.leave(field)}
          />
        );
      })}
    </>
  );
}
