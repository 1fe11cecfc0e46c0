import { UserPlus } from 'lucide';
import { useRef } from 'preact/hooks';
import { IconButton } from '../../components/icon-button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { CallList } from './calls.tsx';
import { ContactList } from './contact-list.tsx';
import { DialField } from './dial-field.tsx';
import { DialResults } from './dial-results.tsx';
import type { Tab } from './home-state.ts';
import { OwnCard } from './own-card.tsx';
import { useDialList } from './use-dial-list.ts';
import { useHome } from './use-home.ts';
import './sidebar.css';

/** People and past calls, the field to find and dial them, and oneself. */
export function Sidebar() {
  const t = useText();
  const home = useHome();
  const { call } = useModel();
  const input = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const list = useDialList(() => body.current?.querySelector<HTMLElement>('[data-row]')?.focus());
  const { options, hint } = home.found.value;
  return (
    <nav class="sidebar" aria-label={t('home.people')}>
      <div class="sidebar__top">
        <DialField input={input} list={list} />
        <IconButton
          icon={UserPlus}
          label={t('contacts.add')}
          onClick={() => {
            home.adding.value = '';
          }}
        />
      </div>
      <div ref={body} class="sidebar__body">
        {home.query.value.trim() === '' ? (
          <Tabs onTop={() => input.current?.focus()} />
        ) : (
          <DialResults
            query={home.query.value}
            options={options}
            hint={hint}
            active={list.active}
            calling={call.shown.value.phase === 'outgoing'}
            onRun={list.run}
          />
        )}
      </div>
      <OwnCard />
    </nav>
  );
}

const panelId = 'home-panel';
const tabId = (tab: Tab) => `home-tab-${tab}`;

/** Contacts or past calls (WAI-ARIA tabs: arrows change between them). */
function Tabs({ onTop }: { readonly onTop: () => void }) {
  const t = useText();
  const home = useHome();
  const unseen = useModel().history.unseenMissed.value;
  const tab = home.tab.value;
  const other: Tab = tab === 'contacts' ? 'calls' : 'contacts';

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    home.openTab(other);
    document.getElementById(tabId(other))?.focus();
  };
  const tabProps = (name: Tab) => ({
    id: tabId(name),
    type: 'button' as const,
    class: 'tabs__tab',
    role: 'tab' as const,
    'aria-selected': tab === name,
    'aria-controls': panelId,
    tabIndex: tab === name ? 0 : -1,
    onClick: () => home.openTab(name),
  });

  return (
    <>
      <div class="tabs" role="tablist" aria-label={t('home.people')} onKeyDown={onKeyDown}>
        <button {...tabProps('contacts')}>{t('home.tab.contacts')}</button>
        <button {...tabProps('calls')}>
          {t('home.tab.calls')}
          {unseen > 0 && (
            <span class="tabs__count">
              <span aria-hidden="true">{unseen}</span>
              <span class="visually-hidden">{t('home.tab.missed', { count: unseen })}</span>
            </span>
          )}
        </button>
      </div>
      <div class="tabs__panel" role="tabpanel" id={panelId} aria-labelledby={tabId(tab)}>
        {tab === 'contacts' ? <ContactList onTop={onTop} /> : <CallList onTop={onTop} />}
      </div>
    </>
  );
}
