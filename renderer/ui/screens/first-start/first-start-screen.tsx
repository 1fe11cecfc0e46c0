import { useEffect, useState } from 'preact/hooks';
import { type FreshRecoveryCode, isForSettings } from '../../../account/model.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { CopyField } from '../../components/copy-field.tsx';
import { Logo } from '../../components/logo.tsx';
import { CameraCheck, MicrophoneCheck, SoundCheck } from '../../devices/device-checks.tsx';
import { useText } from '../../i18n/context.tsx';
import { useRecoveryText } from '../../i18n/recovery.ts';
import { RecoveryCard } from '../../recovery/recovery-card.tsx';
import { useModel } from '../../use-model.tsx';
import { AccountStepView } from './account-form.tsx';
import './first-start-screen.css';

const steps = ['account', 'devices', 'share'] as const;
/** `recovery` is not counted as a step, because a person who signs in gets no recovery code. */
type Step = (typeof steps)[number] | 'recovery';

/** From nothing to a first call: who you are, what you see and hear with, how you are found. */
export function FirstStartScreen() {
  const { account, settings } = useModel();
  const t = useText();
  const session = account.session.value;
  const [reached, setReached] = useState<'devices' | 'share'>('devices');
  const made = account.freshCode.value;
  const fresh = made === null || isForSettings(made) ? null : made;
  const step: Step =
    session.phase !== 'signed-in' ? 'account' : fresh !== null ? 'recovery' : reached;

  // Signing in again later skips the other steps, and then counting them would be wrong.
  const counted = !settings.settings.value.onboarded;
  const finish = () => void settings.write({ onboarded: true });

  useEffect(() => {
    if (step !== 'account') document.querySelector<HTMLElement>('.first-start h1')?.focus();
  }, [step]);

  return (
    <main class="first-start">
      <div class="first-start__card" data-step={step}>
        <header class="first-start__head">
          <span class="first-start__brand">
            <Logo size={48} />
            <span>
              <strong>{t('app.name')}</strong>
              <span>{t('start.tagline')}</span>
            </span>
          </span>
          {counted && <Progress step={steps.indexOf(step === 'recovery' ? 'account' : step) + 1} />}
        </header>
        {session.phase === 'signed-out' && <AccountStepView session={session} />}
        {step === 'recovery' && fresh !== null && <RecoveryStep fresh={fresh} />}
        {step === 'devices' && (
          <DevicesStep onNext={() => setReached('share')} onSkip={() => setReached('share')} />
        )}
        {step === 'share' && <ShareStep onDone={finish} />}
      </div>
    </main>
  );
}

function Progress({ step }: { step: number }) {
  const t = useText();
  return (
    <div class="first-start__progress">
      <span>{t('start.progress', { step, steps: steps.length })}</span>
      <span class="first-start__dots" aria-hidden="true">
        {steps.map((name, index) => (
          <span key={name} data-reached={index < step ? '' : undefined} />
        ))}
      </span>
    </div>
  );
}

/** Second step: camera, microphone and speaker, tried before anybody else sees and hears them. */
function DevicesStep(props: { onNext: () => void; onSkip: () => void }) {
  const t = useText();
  return (
    <>
      <div class="first-start__title">
        <h1 tabIndex={-1}>{t('start.devicesTitle')}</h1>
        <p>{t('start.devicesIntro')}</p>
      </div>
      <div class="first-start__checks">
        <CameraCheck />
        <div class="first-start__sounds">
          <MicrophoneCheck />
          <SoundCheck kind="speaker" />
        </div>
      </div>
      <div class="first-start__actions">
        <Button kind="plain" onClick={props.onSkip}>
          {t('common.skip')}
        </Button>
        <Button kind="primary" size="large" onClick={props.onNext}>
          {t('common.next')}
        </Button>
      </div>
    </>
  );
}

/** Third step: how others find one. */
function ShareStep({ onDone }: { onDone: () => void }) {
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

/** Shows the new recovery code once. It counts as part of the first step. */
function RecoveryStep({ fresh }: { fresh: FreshRecoveryCode }) {
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
      <p id="recovery-skip" class="note">
        {t('recovery.skipNote')}
      </p>
    </>
  );
}
