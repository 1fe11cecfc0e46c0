import type { DeviceSession } from '@tatap/protocol/signaling';
import { Globe, Monitor } from 'lucide';
import { useEffect, useMemo } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useToast } from '../../components/toasts.tsx';
import { FailureBanner } from '../../forms/failure-banner.tsx';
import { useNow } from '../../hooks.ts';
import { useI18n } from '../../i18n/context.tsx';
import { useSettingsText } from '../../i18n/settings.ts';
import { useModel } from '../../use-model.tsx';
import { Section } from './section.tsx';
import { createSessionList, type SessionList, sessionLine, sessionName } from './session-list.ts';

/** Where the account is signed in, and signing out there. */
export function SessionsSection() {
  const { account } = useModel();
  const t = useSettingsText();
  const list = useMemo(() => createSessionList(account), [account]);
  useEffect(() => void list.load(), [list]);
  const state = list.sessions.value;
  return (
    <Section title={t('settings.sessions')}>
      {state.state === 'loading' && <Skeleton lines={2} avatar />}
      {state.state === 'failed' && (
        <FailureBanner failure={state.failure} onRetry={() => void list.load()} />
      )}
      {state.state === 'loaded' && (
        <ul class="settings__sessions">
          {state.sessions.map((session) => (
            <SessionRow key={session.device.id} session={session} list={list} />
          ))}
        </ul>
      )}
      <FailureBanner failure={list.failure.value} />
    </Section>
  );
}

function SessionRow({ session, list }: { session: DeviceSession; list: SessionList }) {
  const i18n = useI18n();
  const toast = useToast();
  const now = useNow(60_000);
  const t = useSettingsText();
  const { id, platform } = session.device;
  const name = sessionName(i18n.t, session.device);

  async function signOut(): Promise<void> {
    if (!(await list.revoke(id))) return;
    toast({ kind: 'success', text: t('settings.signedOutDevice', { device: name }) });
  }

  return (
    <li class="settings__session">
      <Icon shape={platform === 'web' ? Globe : Monitor} />
      <div>
        <p class="settings__session-name" dir="auto">
          {name}
        </p>
        <p class="note">{sessionLine(t, i18n.format, session, now)}</p>
      </div>
      {!session.current && (
        <Button
          size="small"
          label={t('settings.signOutDeviceLabel', { device: name })}
          busy={list.revoking.value === id}
          onClick={() => void signOut()}
        >
          {t('settings.signOutDevice')}
        </Button>
      )}
    </li>
  );
}
