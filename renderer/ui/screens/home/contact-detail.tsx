import type { Contact } from '@tatap/protocol/signaling';
import { ArrowLeft, BadgeCheck, Check, Copy, Phone, Star, Video } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { useText } from '../../i18n/context.tsx';
import { useCannotCall, useModel } from '../../use-model.tsx';
import { ContactCalls } from './calls.tsx';
import { ContactMenu } from './contact-menu.tsx';
import { contactName } from './dial.ts';
import { PresenceLine } from './presence.tsx';
import { useCopy } from './use-copy.ts';
import { useAct, useHome, useOnline } from './use-home.ts';
import './contact-detail.css';

/** Somebody, and everything one can do with them. */
export function ContactDetail({ contact }: { readonly contact: Contact }) {
  const t = useText();
  const home = useHome();
  const { call, contacts, identity } = useModel();
  const act = useAct();
  const online = useOnline();
  const cannotCall = useCannotCall();
  const name = contactName(contact);
  const verified = identity.isVerified(contact.id);
  const heading = useRef<HTMLHeadingElement>(null);
  // The next step of whoever chose somebody is to call, or to read about them.
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);

  const accepted = contact.relation === 'accepted';
  const callable = accepted || contact.relation === 'outgoing';
  return (
    <article
      class="contact-detail"
      aria-labelledby="contact-name"
      onKeyDown={(event) => {
        // Escape in a dialog closes the dialog and nothing more.
        const inDialog = event.target instanceof Element && event.target.closest('dialog') !== null;
        if (event.key === 'Escape' && !inDialog) home.select(null);
      }}
    >
      <div class="contact-detail__back">
        <IconButton icon={ArrowLeft} label={t('common.back')} onClick={() => home.select(null)} />
      </div>
      <header class="contact-detail__head">
        <Avatar id={contact.id} name={name} size="huge" />
        <h2 ref={heading} id="contact-name" class="contact-detail__name" tabIndex={-1} dir="auto">
          {name}
        </h2>
        <p class="contact-detail__line">
          {contact.nickname !== '' && <span dir="auto">{contact.displayName}</span>}
          <ContactId id={contact.id} />
          {verified && (
            <span class="contact-detail__verified">
              <Icon shape={BadgeCheck} size="small" />
              {t('safety.verified')}
            </span>
          )}
          {accepted && online && <PresenceLine presence={contact.presence} />}
        </p>
        <ContactRelation contact={contact} />
        <div class="contact-detail__actions">
          {callable && (
            <>
              <Button
                kind="primary"
                size="large"
                icon={Video}
                disabled={!online || cannotCall !== undefined}
                why={cannotCall}
                onPress={() => call.press('video')}
                onClick={() => call.start(contact.id, 'video')}
              >
                {t('contact.video')}
              </Button>
              <Button
                size="large"
                icon={Phone}
                disabled={!online || cannotCall !== undefined}
                why={cannotCall}
                onPress={() => call.press('audio')}
                onClick={() => call.start(contact.id, 'audio')}
              >
                {t('contact.audio')}
              </Button>
            </>
          )}
          {accepted && (
            <IconButton
              icon={Star}
              label={t('contact.favourite')}
              pressed={contact.favourite}
              disabled={!online}
              onClick={() => void act(contacts.setFavourite(contact.id, !contact.favourite))}
            />
          )}
          {callable && <ContactMenu contact={contact} />}
        </div>
      </header>
      {contact.relation !== 'blocked' && <ContactCalls contact={contact} />}
    </article>
  );
}

function ContactId({ id }: { readonly id: string }) {
  const t = useText();
  const { copied, copy } = useCopy(id);
  return (
    <button
      type="button"
      class="contact-detail__id"
      aria-label={copied ? t('common.copied') : t('contact.id.copy', { id })}
      title={t('contact.id.copy', { id })}
      onClick={copy}
    >
      {copied ? t('common.copied') : id}
      <Icon shape={copied ? Check : Copy} size="small" />
    </button>
  );
}

/** Where one stands with somebody who is no contact yet, or no more; nothing for contacts. */
function ContactRelation({ contact }: { readonly contact: Contact }) {
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
