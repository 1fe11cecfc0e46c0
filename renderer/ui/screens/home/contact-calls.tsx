import type { Contact } from '@tatap/protocol/signaling';
import { Phone, Video } from 'lucide';
import { Icon } from '../../components/icon.tsx';
import { useI18n } from '../../i18n/context.tsx';
import { useModel } from '../../use-model.tsx';
import { useNow } from '../../use-now.ts';
import { callIcons, callNote } from './call-words.ts';
import { contactName } from './dial.ts';
import { callsWith, markOf } from './sections.ts';
import './contact-calls.css';

/** The past calls with one person, by day. */
export function ContactCalls({ contact }: { readonly contact: Contact }) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const now = useNow(60_000);
  const calls = callsWith(useModel().history.entries.value, contact.id);
  return (
    <section aria-labelledby="contact-calls">
      <h3 id="contact-calls" class="contact-calls__title">
        {t('contact.history', { name: contactName(contact) })}
      </h3>
      {calls.length === 0 ? (
        <p class="soft">{t('contact.history.empty')}</p>
      ) : (
        <ul class="contact-calls">
          {calls.map((entry) => {
            const mark = markOf(entry);
            return (
              <li key={entry.callId} class="contact-calls__call" data-mark={mark}>
                <Icon shape={callIcons[mark]} size="small" />
                <span class="contact-calls__what">
                  {t(`calls.${mark}`)}
                  <Icon shape={entry.media === 'video' ? Video : Phone} size="small" />
                  <span class="visually-hidden">
                    {t(entry.media === 'video' ? 'calls.video' : 'calls.audio')}
                  </span>
                </span>
                <span class="contact-calls__note">{entry.missed ? '' : callNote(i18n, entry)}</span>
                <time dateTime={new Date(entry.at).toISOString()}>
                  {format.day(entry.at, now)}, {format.time(entry.at)}
                </time>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
