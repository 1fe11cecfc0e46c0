import type { CallMedia } from '@tatap/protocol/call';
import { MessageSquareText, Phone, PhoneOff, Video } from 'lucide';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Peer } from '../../../call/model.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { DeclineMessage } from './decline-message.tsx';
import type { RingingText } from './ringing-text.ts';
import './incoming-card.css';

export interface IncomingCardProps {
  readonly peer: Peer;
  readonly media: CallMedia;
  /** Handed in, because the small window carries this catalog only. */
  readonly t: RingingText;
  /** A button that accepts is held down; gives what is to be done when it is let go. */
  readonly onPressAccept: (media: CallMedia) => () => void;
  readonly onAccept: (media: CallMedia) => void;
  readonly onDecline: (text?: string) => void;
}

/** What was offered comes first. */
const videoFirst: readonly CallMedia[] = ['video', 'audio'];
const audioFirst: readonly CallMedia[] = ['audio', 'video'];

/**
 * Somebody calls: who, and the four answers. The focus goes to the card and to no button, so that a
 * key that was on its way to something else answers nothing.
 */
export function IncomingCard(props: IncomingCardProps) {
  const { peer, media, t, onPressAccept, onAccept, onDecline } = props;
  const title = useId();
  const about = useId();
  const card = useRef<HTMLDivElement>(null);
  const [writing, setWriting] = useState(false);
  useEffect(() => {
    if (!writing) card.current?.focus({ preventScroll: true });
  }, [writing]);

  return (
    <div
      ref={card}
      class="incoming-card"
      role="alertdialog"
      aria-modal="true"
      aria-labelledby={title}
      aria-describedby={about}
      tabIndex={-1}
    >
      <div class="incoming-card__who">
        <div class="incoming-card__avatar">
          <Avatar id={peer.id} name={peer.name} size="huge" />
        </div>
        <div class="incoming-card__words">
          <h1 id={title} class="incoming-card__name" dir="auto">
            {peer.name}
          </h1>
          <p id={about} class="incoming-card__about">
            {t(media === 'video' ? 'ringing.incoming.video' : 'ringing.incoming.audio')}
            <span class="incoming-card__origin" data-known={peer.isContact}>
              {peer.isContact ? peer.id : `${t('ringing.unknown')} · ${peer.id}`}
            </span>
          </p>
        </div>
      </div>
      {writing ? (
        <DeclineMessage t={t} onSend={onDecline} onBack={() => setWriting(false)} />
      ) : (
        <div class="incoming-card__answers">
          {(media === 'video' ? videoFirst : audioFirst).map((answer) => (
            <Button
              key={answer}
              kind="positive"
              size="large"
              icon={answer === 'video' ? Video : Phone}
              wide
              onPress={() => onPressAccept(answer)}
              onClick={() => onAccept(answer)}
            >
              {t(answer === 'video' ? 'ringing.acceptVideo' : 'ringing.acceptAudio')}
            </Button>
          ))}
          <Button kind="danger" size="large" icon={PhoneOff} wide onClick={() => onDecline()}>
            {t('ringing.decline')}
          </Button>
          <Button size="large" icon={MessageSquareText} wide onClick={() => setWriting(true)}>
            {t('ringing.declineMessage')}
          </Button>
        </div>
      )}
    </div>
  );
}
