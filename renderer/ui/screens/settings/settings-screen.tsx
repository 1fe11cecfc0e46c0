import {
  ArrowLeft,
  Bell,
  Globe,
  Info,
  Keyboard,
  MonitorSpeaker,
  Palette,
  Phone,
  UserRound,
  X,
} from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon, type IconShape } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { useMediaQuery } from '../../hooks.ts';
import { useSettingsText } from '../../i18n/settings.ts';
import { type SettingsPage, settingsPages, useShell } from '../../shell/shell-state.ts';
import { AccountPage } from './account-page.tsx';
import { NetworkPage } from './network-page.tsx';
import {
  AboutPage,
  AppearancePage,
  CallsPage,
  DevicesPage,
  NotificationsPage,
  ShortcutsPage,
} from './pages.tsx';
import './settings.css';

/** Below this the list and the page do not fit beside each other. */
const narrow = '(max-width: 719px)';

const icons: Readonly<Record<SettingsPage, IconShape>> = {
  devices: MonitorSpeaker,
  calls: Phone,
  notifications: Bell,
  appearance: Palette,
  account: UserRound,
  network: Globe,
  shortcuts: Keyboard,
  about: Info,
};

/** Settings over the whole window: the list of pages and one page; on narrow windows one of them. */
export function SettingsScreen({ page }: { page: SettingsPage | null }) {
  const shell = useShell();
  const t = useSettingsText();
  const isNarrow = useMediaQuery(narrow);
  const shown = page ?? (isNarrow ? null : 'devices');
  const pane = useRef<HTMLDivElement>(null);

  // A screen reader goes on at the top of what has appeared. Before it is painted: a key that is
  // pressed in the moment in which it appears is meant for it.
  useLayoutEffect(() => {
    pane.current?.querySelector<HTMLElement>(page === null ? 'h1' : 'h2')?.focus();
  }, [page]);

  const back = () => {
    if (isNarrow && page !== null) shell.settings.value = { state: 'open', page: null };
    else shell.closeSettings();
  };

  return (
    <div
      ref={pane}
      class="settings"
      role="dialog"
      aria-modal="true"
      aria-labelledby="settings-title"
      tabIndex={-1}
      onKeyDown={(event) => {
        // A dialog over the page closes itself with Escape.
        const inDialog = (event.target as Element).closest('dialog') !== null;
        if (event.key === 'Escape' && !inDialog && !event.defaultPrevented) back();
      }}
    >
      <header class="settings__head">
        {isNarrow && shown !== null && (
          <IconButton icon={ArrowLeft} label={t('settings.backToList')} onClick={back} />
        )}
        <h1 id="settings-title" tabIndex={-1}>
          {t('settings.title')}
        </h1>
        <IconButton icon={X} label={t('settings.close')} onClick={() => shell.closeSettings()} />
      </header>
      <div class="settings__body">
        {(!isNarrow || shown === null) && <PageList shown={shown} />}
        {shown !== null && (
          <main class="settings__page" key={shown}>
            <h2 class="settings__page-title" tabIndex={-1}>
              {t(`settings.page.${shown}`)}
            </h2>
            <Page page={shown} />
          </main>
        )}
      </div>
    </div>
  );
}

function PageList({ shown }: { shown: SettingsPage | null }) {
  const shell = useShell();
  const t = useSettingsText();
  return (
    <nav class="settings__list" aria-label={t('settings.pages')}>
      {settingsPages.map((page) => (
        <button
          key={page}
          type="button"
          class="settings__link"
          data-page={page}
          aria-current={page === shown ? 'page' : undefined}
          onClick={() => shell.openSettings(page)}
        >
          <Icon shape={icons[page]} />
          <span>{t(`settings.page.${page}`)}</span>
        </button>
      ))}
    </nav>
  );
}

function Page({ page }: { page: SettingsPage }) {
  switch (page) {
    case 'devices':
      return <DevicesPage />;
    case 'calls':
      return <CallsPage />;
    case 'notifications':
      return <NotificationsPage />;
    case 'appearance':
      return <AppearancePage />;
    case 'account':
      return <AccountPage />;
    case 'network':
      return <NetworkPage />;
    case 'shortcuts':
      return <ShortcutsPage />;
    case 'about':
      return <AboutPage />;
  }
}
