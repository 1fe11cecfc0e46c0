import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { CallList } from './call-list.tsx';
import { ContactList } from './contact-list.tsx';
import { useHome } from './context.ts';
import type { Tab } from './home-state.ts';
import './tabs.css';

const panelId = 'home-panel';
const tabId = (tab: Tab) => `home-tab-${tab}`;

/** Contacts or past calls (WAI-ARIA tabs: arrows change between them). */
export function Tabs({ onTop }: { readonly onTop: () => void }) {
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
