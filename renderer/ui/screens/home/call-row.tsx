import { Phone, Video, X } from 'lucide';
import type { HistoryEntry } from '../../../calls/model.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Icon } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { useI18n } from '../../i18n/context.tsx';
import { useCannotCall, useModel } from '../../use-model.tsx';
import { callIcons, callKind, callNote } from './call-words.ts';
import { useHome } from './context.ts';
import { markOf } from './sections.ts';
import { useOnline } from './use-online.ts';
import './row.css';
import './call-row.css';

interface Props {
  readonly entry: HistoryEntry;
  /** For the time: "today" moves on. */
  readonly now: number;
}

/** A past call; a press calls back, the same way. */
export function CallRow({ entry, now }: Props) {
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
