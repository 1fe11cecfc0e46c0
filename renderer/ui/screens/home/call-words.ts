import { PhoneIncoming, PhoneMissed, PhoneOutgoing } from 'lucide';
import type { HistoryEntry } from '../../../calls/model.ts';
import type { IconShape } from '../../components/icon.tsx';
import type { I18n } from '../../i18n/i18n.ts';
import { type CallMark, noteOf } from './sections.ts';

export const callIcons: Readonly<Record<CallMark, IconShape>> = {
  missed: PhoneMissed,
  incoming: PhoneIncoming,
  outgoing: PhoneOutgoing,
};

/** What happened, in a word or two: its length where people talked, else why they did not. */
export function callNote({ t, format }: I18n, entry: HistoryEntry): string {
  const note = noteOf(entry);
  if (note !== null) return t(`calls.note.${note}`);
  return format.duration(entry.durationMs ?? 0);
}

/** Direction and kind, for those who do not see the icons. */
export function callKind({ t }: I18n, entry: HistoryEntry): string {
  const direction = t(`calls.${entry.direction}`);
  return `${direction}, ${t(entry.media === 'video' ? 'calls.video' : 'calls.audio')}, `;
}
