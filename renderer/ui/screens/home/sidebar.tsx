import { UserPlus } from 'lucide';
import { useRef } from 'preact/hooks';
import { IconButton } from '../../components/icon-button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { useHome } from './context.ts';
import { DialField } from './dial-field.tsx';
import { DialResults } from './dial-results.tsx';
import { OwnCard } from './own-card.tsx';
import { Tabs } from './tabs.tsx';
import { useDialList } from './use-dial-list.ts';
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
