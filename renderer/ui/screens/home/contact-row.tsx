import type { Contact } from '@tatap/protocol/signaling';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { useHome } from './context.ts';
import { contactName } from './dial.ts';
import { KnownPresence } from './presence.tsx';
import { useAct } from './use-act.ts';
import { useOnline } from './use-online.ts';
import './row.css';

/** A contact in the sidebar; a press shows the details. */
export function ContactRow({ contact }: { readonly contact: Contact }) {
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
