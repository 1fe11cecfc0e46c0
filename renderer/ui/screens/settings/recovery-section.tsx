import { useEffect, useRef, useState } from 'preact/hooks';
import { isForSettings } from '../../../account/model.ts';
import type { Result } from '../../../result.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { FailureBanner } from '../../forms/failure-banner.tsx';
import { useI18n } from '../../i18n/context.tsx';
import { useRecoveryText } from '../../i18n/recovery.ts';
import { useSettingsText } from '../../i18n/settings.ts';
import { RecoveryCard } from '../../recovery/recovery-card.tsx';
import { useModel } from '../../use-model.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { DoRow, Section } from './section.tsx';

type State = Result<{ since: number | null }>;

/** Shows when the recovery code was created, and creates a new one. */
export function RecoverySection(props: { id: string; serverUrl: string }) {
  const { account } = useModel();
  const t = useRecoveryText();
  const settingsText = useSettingsText();
  const [state, setState] = useState<State | null>(null);
  const [asking, setAsking] = useState(false);
  const fresh = account.freshCode.value;
  /** The new code. The model keeps it, because a call that comes in closes the settings. */
  const made = fresh !== null && isForSettings(fresh) ? fresh.code : null;
  const load = () => void account.recoveryCodeState().then(setState);
  useEffect(load, [account, made]);
  const told = useRef<HTMLParagraphElement>(null);
  // The button that opened the dialog is no longer there to take the focus back.
  useEffect(() => {
    if (!asking) told.current?.focus();
  }, [made, asking]);

  async function make(password: string) {
    const result = await account.newRecoveryCode(password);
    if (result.ok) setAsking(false);
    return result;
  }

  // An older server has no recovery codes.
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
            <Button kind="primary" onClick={() => account.dismissFreshCode()}>
              {t('recovery.done')}
            </Button>
          </div>
        </>
      )}
      {asking && (
        <PasswordDialog
          title={t('recovery.makeTitle')}
          label={settingsText('settings.currentPassword')}
          confirm={{ kind: 'primary', text: t('recovery.makeConfirm') }}
          onClose={() => setAsking(false)}
          onConfirm={make}
        >
          <p>{t('recovery.makeBody')}</p>
        </PasswordDialog>
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
    return <FailureBanner failure={state} onRetry={props.onRetry} />;
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
