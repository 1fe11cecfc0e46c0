import type { Contact } from '@tatap/protocol/signaling';
import { ChevronRight, UserPlus } from 'lucide';
import { useId } from 'preact/hooks';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { contactName } from './dial.ts';
import { KnownPresence } from './presence.tsx';
import { Rows } from './rows.tsx';
import { sectionsOf } from './sections.ts';
import { useAct, useHome, useOnline } from './use-home.ts';
import { ShareCard } from './welcome.tsx';
import './row.css';
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

/** A contact in the sidebar; a press shows the details. */
function ContactRow({ contact }: { readonly contact: Contact }) {
  const t = useText();
  const home = useHome();
  const name = contactName(contact);
  const { relation } = contact;
  return (
    <li class="row">
      <button
        type="button"
        class="row__main"
        data-row
        tabIndex={-1}
        aria-current={home.selected.value === contact.id ? 'true' : undefined}
        onClick={() => home.select(contact.id)}
      >
        <Avatar id={contact.id} name={name} />
        <span class="row__words">
          <span class="row__name" dir="auto">
            {name}
          </span>
          <span class="row__about">
            {relation === 'incoming' && t('contacts.wants')}
            {relation === 'outgoing' && t('contacts.asked')}
            {(relation === 'accepted' || relation === 'blocked') && (
              <KnownPresence contact={contact} />
            )}
          </span>
        </span>
      </button>
      {relation === 'incoming' && <RequestAnswers contact={contact} />}
    </li>
  );
}

/** Accept and decline, right where the request stands. */
function RequestAnswers({ contact }: { readonly contact: Contact }) {
  const t = useText();
  const { contacts } = useModel();
  const act = useAct();
  const online = useOnline();
  const name = contactName(contact);
  return (
    <div class="row__answers">
      <Button
        size="small"
        kind="primary"
        label={t('contacts.acceptNamed', { name })}
        disabled={!online}
        onClick={() => void act(contacts.accept(contact.id))}
      >
        {t('contacts.accept')}
      </Button>
      <Button
        size="small"
        label={t('contacts.declineNamed', { name })}
        disabled={!online}
        onClick={() => void act(contacts.decline(contact.id))}
      >
        {t('contacts.decline')}
      </Button>
    </div>
  );
}
