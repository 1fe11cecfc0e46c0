import { useEffect, useState } from 'preact/hooks';
import { isForSettings } from '../../../account/model.ts';
import { Logo } from '../../components/logo.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { AccountStepView } from './account-step.tsx';
import { DevicesStep } from './devices-step.tsx';
import { RecoveryStep } from './recovery-step.tsx';
import { ShareStep } from './share-step.tsx';
import './first-start.css';

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
