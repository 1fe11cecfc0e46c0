import type { Contact, Presence } from '@tatap/protocol/signaling';
import { useText } from '../../i18n/context.tsx';
import { useOnline } from './use-home.ts';
import './presence.css';

/** A dot whose shape differs as well as its colour, with the word beside it. */
export function PresenceLine({ presence }: { readonly presence: Presence }) {
  const t = useText();
  return (
    <span class="presence" data-presence={presence}>
      <span class="presence__dot" aria-hidden="true" />
      {t(`presence.${presence}`)}
    </span>
  );
}

/**
 * What is known of a contact's presence; the ID where nothing is: they are no contact (any more),
 * or the server that would tell is out of reach.
 */
export function KnownPresence({ contact }: { readonly contact: Contact }) {
  const online = useOnline();
  if (!online || contact.relation !== 'accepted') return <>{contact.id}</>;
  return <PresenceLine presence={contact.presence} />;
}
