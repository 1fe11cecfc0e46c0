import type { Contact } from '@tatap/protocol/signaling';
import { Phone, PhoneIncoming, PhoneMissed, PhoneOutgoing, Video, X } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import type { HistoryEntry } from '../../../calls/model.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Icon, type IconShape } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { useNow } from '../../hooks.ts';
import { useI18n, useText } from '../../i18n/context.tsx';
import type { I18n } from '../../i18n/i18n.ts';
import { useCannotCall, useModel } from '../../use-model.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { contactName } from './dial.ts';
import { Rows } from './rows.tsx';
import { type CallMark, callsWith, markOf, noteOf } from './sections.ts';
import { useHome, useOnline } from './use-home.ts';
import './row.css';
import './calls.css';

/** Past calls, newest first. Being in sight, missed ones count as seen. */
export function CallList({ onTop }: { readonly onTop: () => void }) {
  const t = useText();
  const home = useHome();
  const { history, seen } = useModel();
  const [clearing, setClearing] = useState(false);
  const [editing, setEditing] = useState(false);
  const now = useNow(60_000);
  const entries = history.entries.value;
  const unseen = history.unseenMissed.value;

  const isSeen = seen.value;

  useEffect(() => {
    if (isSeen && unseen > 0) home.lookAtCalls();
  }, [home, isSeen, unseen]);

  if (entries.length === 0) {
    return (
      <div class="call-list__empty">
        <h2>{t('calls.empty.title')}</h2>
        <p class="soft">{t('calls.empty.text')}</p>
      </div>
    );
  }
  return (
    <Rows onTop={onTop}>
      <ul data-editing={editing}>
        {entries.map((entry) => (
          <CallRow key={entry.callId} entry={entry} now={now} />
        ))}
      </ul>
      <div class="call-list__clear">
        <Button kind="plain" size="small" onClick={() => setEditing(!editing)}>
          {t(editing ? 'common.done' : 'calls.edit')}
        </Button>
        <Button kind="plain" size="small" onClick={() => setClearing(true)}>
          {t('calls.clear')}
        </Button>
      </div>
      {clearing && (
        <ConfirmDialog
          title={t('calls.clear.title')}
          text={t('calls.clear.text')}
          confirm={t('calls.clear')}
          onConfirm={() => history.clear()}
          onClose={() => setClearing(false)}
        />
      )}
    </Rows>
  );
}

interface Props {
  readonly entry: HistoryEntry;
  /** For the time: "today" moves on. */
  readonly now: number;
}

/** A past call; a press calls back, the same way. */
function CallRow({ entry, now }: Props) {
  const i18n = useI18n();
  const { call, contacts, history } = useModel();
  const online = useOnline();
  const cannotCall = useCannotCall();
  const callable = online && cannotCall === undefined;
  const { t, format } = i18n;
  // Today's name: they may have become a contact, or got a nickname, since.
  const name = contacts.find(entry.peer.id) ? contacts.nameOf(entry.peer.id) : entry.peer.name;
  const mark = markOf(entry);
  const isNew = useHome().fresh.value.has(entry.callId) || (entry.missed && !entry.seen);
  return (
    <li class="row call-row" data-mark={mark} data-new={isNew}>
      <button
        type="button"
        class="row__main"
        data-row
        tabIndex={-1}
        title={cannotCall ?? t('calls.back', { name })}
        aria-keyshortcuts="Delete"
        aria-disabled={!callable}
        onClick={() => callable && call.start(entry.peer.id, entry.media)}
        onKeyDown={(event) => {
          if (event.key === 'Delete' || event.key === 'Backspace') history.remove(entry.callId);
        }}
      >
        <Avatar id={entry.peer.id} name={name} />
        <span class="row__words">
          <span class="row__name" dir="auto">
            {name}
          </span>
          <span class="row__about call-row__about">
            <Icon shape={callIcons[mark]} size="small" />
            <Icon shape={entry.media === 'video' ? Video : Phone} size="small" />
            <span class="visually-hidden">{callKind(i18n, entry)}</span>
            <span>{callNote(i18n, entry)}</span>
          </span>
        </span>
        <time class="row__end" dateTime={new Date(entry.at).toISOString()}>
          {format.listTime(entry.at, now)}
        </time>
      </button>
      <span class="call-row__remove">
        <IconButton
          size="small"
          icon={X}
          label={t('calls.removeNamed', { name })}
          onClick={() => history.remove(entry.callId)}
        />
      </span>
    </li>
  );
}

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

const callIcons: Readonly<Record<CallMark, IconShape>> = {
  missed: PhoneMissed,
  incoming: PhoneIncoming,
  outgoing: PhoneOutgoing,
};

/** What happened, in a word or two: its length where people talked, else why they did not. */
function callNote({ t, format }: I18n, entry: HistoryEntry): string {
  const note = noteOf(entry);
  if (note !== null) return t(`calls.note.${note}`);
  return format.duration(entry.durationMs ?? 0);
}

/** Direction and kind, for those who do not see the icons. */
function callKind({ t }: I18n, entry: HistoryEntry): string {
  const direction = t(`calls.${entry.direction}`);
  return `${direction}, ${t(entry.media === 'video' ? 'calls.video' : 'calls.audio')}, `;
}
