import type { RingingAction, RingingCall } from '@tatap/protocol/ipc';
import { useState } from 'preact/hooks';
import { ringing as en } from '../../i18n/en/ringing.ts';
import { ringing as id } from '../../i18n/id/ringing.ts';
import { fill } from '../../i18n/messages.ts';
import type { RingingText } from './decline-message.tsx';
import { IncomingCard } from './incoming-card.tsx';
import './ringing-window.css';

const catalogs = { en, id } as const;

interface Props {
  readonly call: RingingCall;
  /** Tells the main process what was pressed; it closes the window. */
  readonly act: (action: RingingAction) => Promise<void>;
}

/** The card of an incoming call in a window of its own, 380 by 220 pixels. */
export function RingingWindow({ call, act }: Props) {
  // One answer: a second press on the way to the main process is none.
  const [answered, setAnswered] = useState(false);
  const answer = (action: RingingAction) => {
    setAnswered(true);
    act(action).catch(() => setAnswered(false));
  };
  const { callId, from, media, unconfirmed, language } = call;
  /** To press is not to answer: where it is not heard, the accept opens what it needs. */
  const hint = (action: RingingAction) => void act(action).catch(() => {});
  const t: RingingText = (key) => String(catalogs[language][key]);
  return (
    <main class="ringing-window" inert={answered}>
      <IncomingCard
        peer={{ id: from.id, name: from.displayName, isContact: from.isContact }}
        media={media}
        warning={
          unconfirmed
            ? fill(String(catalogs[language]['ringing.unconfirmed']), { name: from.displayName })
            : null
        }
        t={t}
        onPressAccept={(pressed) => {
          hint({ action: 'press', callId, media: pressed });
          return () => hint({ action: 'release', callId });
        }}
        onAccept={(accepted) => answer({ action: 'accept', callId, media: accepted })}
        onDecline={(text) =>
          answer({ action: 'decline', callId, ...(text !== undefined && { text }) })
        }
      />
    </main>
  );
}
