import type { CallMedia } from '@tatap/protocol/call';
import { MessageSquareText, Phone, PhoneOff, ShieldAlert, Video } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Peer } from '../../../calls/model.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { DeclineMessage, type RingingText } from './decline-message.tsx';
import { useAnswerKeys } from './use-answer-keys.ts';
import './incoming-card.css';

export interface IncomingCardProps {
  readonly peer: Peer;
  readonly media: CallMedia;
  /** A warning that is shown before the person accepts; `null`: none. */
  readonly warning: string | null;
  /** Handed in, because the small window carries this catalog only. */
  readonly t: RingingText;
  /** A button that accepts is held down; gives what is to be done when it is let go. */
  readonly onPressAccept: (media: CallMedia) => () => void;
  readonly onAccept: (media: CallMedia) => void;
  readonly onDecline: (text?: string) => void;
  /** What stands between who calls and the answers. */
  readonly children?: ComponentChildren;
}

/** What was offered comes first. */
const videoFirst: readonly CallMedia[] = ['video', 'audio'];
const audioFirst: readonly CallMedia[] = ['audio', 'video'];

/**
 * Somebody calls: who, and the four answers. The focus goes to the card and to no button, so that a
 * key that was on its way to something else answers nothing.
 */
export function IncomingCard(props: IncomingCardProps) {
  const { peer, media, warning, t, onPressAccept, onAccept, onDecline } = props;
  const title = useId();
  const about = useId();
  const warned = useId();
  const card = useRef<HTMLDivElement>(null);
  const [writing, setWriting] = useState(false);
  const keys = useAnswerKeys(
    () => onAccept(media),
    () => onDecline(),
  );
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
      aria-describedby={warning === null ? about : `${about} ${warned}`}
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
      {warning !== null && (
        <p id={warned} class="incoming-card__warning">
          <Icon shape={ShieldAlert} size="small" />
          <span>{warning}</span>
        </p>
      )}
      {!writing && props.children}
      {writing ? (
        <DeclineMessage t={t} onSend={onDecline} onBack={() => setWriting(false)} />
      ) : (
        <div class="incoming-card__answers">
          {(media === 'video' ? videoFirst : audioFirst).map((answer) => (
            <Button
              key={answer}
              // What was offered is what is mostly meant; the other way stands beside it.
              kind={answer === media ? 'positive' : 'secondary'}
              size="large"
              icon={answer === 'video' ? Video : Phone}
              wide
              {...(answer === media && { keys: keys.aria })}
              onPress={() => onPressAccept(answer)}
              onClick={() => onAccept(answer)}
            >
              {t(answer === 'video' ? 'ringing.acceptVideo' : 'ringing.acceptAudio')}
              {answer === media && (
                <span class="incoming-card__keys" aria-hidden="true">
                  {keys.text}
                </span>
              )}
            </Button>
          ))}
          <Button kind="danger" size="large" icon={PhoneOff} wide onClick={() => onDecline()}>
            {t('ringing.decline')}
          </Button>
          <Button
            size="large"
            icon={MessageSquareText}
            wide
            label={t('ringing.declineMessage')}
            onClick={() => setWriting(true)}
          >
            {t('ringing.reply')}
          </Button>
        </div>
      )}
    </div>
  );
}
