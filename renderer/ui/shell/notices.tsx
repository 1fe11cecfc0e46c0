import { useRef, useState } from 'preact/hooks';
import type { SessionSnapshot } from '../../account/model.ts';
import { steadyNow } from '../../clock.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { useNow } from '../hooks.ts';
import { useI18n, useText } from '../i18n/context.tsx';
import { useModel } from '../use-model.tsx';
import { type ConnectionNotice, nextNotice, offlineText, serverName } from './notice-texts.ts';
import { useShell } from './shell-state.ts';
import './notices.css';

/** What is so for the whole window, above the screen. */
export function Notices() {
  const { account, settings, page } = useModel();
  const t = useText();
  const session = account.session.value;
  const file = settings.keptAside.value;
  return (
    <div class="notices">
      {!page.canCall && <Banner kind="danger">{t('notice.noCalls')}</Banner>}
      {page.isIncomplete.value && (
        <Banner
          kind="warning"
          actions={
            <Button kind="plain" size="small" onClick={() => page.reload()}>
              {t('notice.reload')}
            </Button>
          }
        >
          {t('notice.incomplete')}
        </Banner>
      )}
      {!page.isKept.value && <NotKept />}
      {file !== null && (
        <Banner kind="warning" onDismiss={() => settings.dismissKeptAside()}>
          {t('notice.settingsKeptAside', { file })}
        </Banner>
      )}
      {session.phase === 'signed-in' && <ConnectionBanner session={session} />}
    </div>
  );
}

function NotKept() {
  const t = useText();
  const [state, setState] = useState<'shown' | 'dismissed'>('shown');
  if (state === 'dismissed') return null;
  return (
    <Banner kind="warning" onDismiss={() => setState('dismissed')}>
      {t('notice.notKept')}
    </Banner>
  );
}

function ConnectionBanner(props: { session: Extract<SessionSnapshot, { phase: 'signed-in' }> }) {
  const { connection, serverUrl } = props.session;
  const previous = useRef<ConnectionNotice | null>(null);
  const notice = nextNotice(previous.current, connection);
  previous.current = notice;

  if (notice === null) return null;
  const server = serverName(serverUrl);
  if (notice.kind === 'offline') return <OfflineBanner notice={notice} server={server} />;
  return <IncompatibleBanner who={notice.who} server={server} />;
}

function OfflineBanner(props: {
  notice: Extract<ConnectionNotice, { kind: 'offline' }>;
  server: string;
}) {
  const { notice, server } = props;
  const { account } = useModel();
  const shell = useShell();
  const i18n = useI18n();
  const now = useNow(250, notice.retryAt !== null, steadyNow);
  const { t } = i18n;
  return (
    <Banner
      kind="warning"
      counting={offlineText(i18n, notice, server, now)}
      actions={
        <>
          <Button kind="plain" size="small" onClick={() => account.reconnect()}>
            {t('connection.tryNow')}
          </Button>
          {notice.cause !== 'unreachable' && (
            <Button kind="plain" size="small" onClick={() => shell.openSettings('network')}>
              {t('connection.changeServer')}
            </Button>
          )}
        </>
      }
    >
      {offlineText(i18n, { ...notice, retryAt: null }, server, now)}
    </Banner>
  );
}

function IncompatibleBanner(props: { who: 'app-too-old' | 'server-too-old'; server: string }) {
  const { server } = props;
  const shell = useShell();
  const t = useText();
  return (
    <Banner
      kind="danger"
      actions={
        <Button kind="plain" size="small" onClick={() => shell.openSettings('network')}>
          {t('connection.changeServer')}
        </Button>
      }
    >
      {props.who === 'app-too-old'
        ? t('connection.appTooOld', { server })
        : t('connection.serverTooOld', { server })}
    </Banner>
  );
}
