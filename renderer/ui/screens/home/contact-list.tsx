import type { Contact } from '@tatap/protocol/signaling';
import { ChevronRight, UserPlus } from 'lucide';
import { useId } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { ContactRow } from './contact-row.tsx';
import { useHome } from './context.ts';
import { Rows } from './rows.tsx';
import { sectionsOf } from './sections.ts';
import { ShareCard } from './share-card.tsx';
import './contact-list.css';

/** Everybody one knows, asked, or was asked by. */
export function ContactList({ onTop }: { readonly onTop: () => void }) {
  const t = useText();
  const { contacts } = useModel();
  const { loaded, contacts: all } = contacts.snapshot.value;
  if (!loaded && all.length === 0) {
    return (
      <div class="contact-list__loading">
        <Skeleton lines={6} avatar />
      </div>
    );
  }
  if (all.length === 0) return <NoContacts />;
  const { requests, favourites, others, pending, blocked } = sectionsOf(all);
  return (
    <Rows onTop={onTop}>
      <Section title={t('contacts.requests')} contacts={requests} />
      <Section title={t('contacts.favourites')} contacts={favourites} />
      <Section title={t('contacts.all')} contacts={others} />
      <Section title={t('contacts.pending')} contacts={pending} />
      {blocked.length > 0 && (
        <details class="contact-list__folded">
          <summary class="contact-list__title" data-row>
            <Icon shape={ChevronRight} size="small" />
            {t('contacts.blocked')} ({blocked.length})
          </summary>
          <ul>
            {blocked.map((contact) => (
              <ContactRow key={contact.id} contact={contact} />
            ))}
          </ul>
        </details>
      )}
    </Rows>
  );
}

function Section(props: { readonly title: string; readonly contacts: readonly Contact[] }) {
  const id = useId();
  if (props.contacts.length === 0) return null;
  return (
    <section class="contact-list__section" aria-labelledby={id}>
      <h2 id={id} class="contact-list__title">
        {props.title}
      </h2>
      <ul>
        {props.contacts.map((contact) => (
          <ContactRow key={contact.id} contact={contact} />
        ))}
      </ul>
    </section>
  );
}

/** The first minutes: what to do here, and how to be found. */
function NoContacts() {
  const t = useText();
  const home = useHome();
  return (
    <div class="contact-list__empty">
      <h2>{t('contacts.empty.title')}</h2>
      <p class="soft">{t('contacts.empty.text')}</p>
      <Button
        icon={UserPlus}
        onClick={() => {
          home.adding.value = '';
        }}
      >
        {t('contacts.add')}
      </Button>
      <div class="contact-list__share">
        <ShareCard />
      </div>
    </div>
  );
}
