import type { Contact } from '@tatap/protocol/signaling';
import { Button } from '../../components/button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { ContactMenu } from './contact-menu.tsx';
import { contactName } from './dial.ts';
import { useAct } from './use-act.ts';
import { useOnline } from './use-online.ts';
import './contact-relation.css';

/** Where one stands with somebody who is no contact yet, or no more; nothing for contacts. */
export function ContactRelation({ contact }: { readonly contact: Contact }) {
  const t = useText();
  const { contacts } = useModel();
  const act = useAct();
  const disabled = !useOnline();
  const { id, relation } = contact;
  const name = contactName(contact);
  if (relation === 'accepted') return null;
  return (
    <div class="contact-relation">
      <p>{t(`contact.${relation}.text`, { name })}</p>
      <div class="contact-relation__actions">
        {relation === 'incoming' && (
          <>
            <Button
              kind="primary"
              disabled={disabled}
              onClick={() => void act(contacts.accept(id))}
            >
              {t('contacts.accept')}
            </Button>
            <Button disabled={disabled} onClick={() => void act(contacts.decline(id))}>
              {t('contacts.decline')}
            </Button>
            <ContactMenu contact={contact} />
          </>
        )}
        {relation === 'outgoing' && (
          <Button disabled={disabled} onClick={() => void act(contacts.remove(id))}>
            {t('contact.withdraw')}
          </Button>
        )}
        {relation === 'blocked' && (
          <Button disabled={disabled} onClick={() => void act(contacts.unblock(id))}>
            {t('contact.unblock')}
          </Button>
        )}
      </div>
    </div>
  );
}
