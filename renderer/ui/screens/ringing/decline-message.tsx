import { ArrowLeft, SendHorizontal } from 'lucide';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import type { ringing } from '../../i18n/en/ringing.ts';
import './decline-message.css';

interface Props {
  readonly t: RingingText;
  readonly onSend: (text?: string) => void;
  readonly onBack: () => void;
}

/** A text that goes with a decline: one press for a ready one, or a few own words. */
export function DeclineMessage({ t, onSend, onBack }: Props) {
  const id = useId();
  const panel = useRef<HTMLFieldSetElement>(null);
  const [written, setWritten] = useState('');
  useEffect(() => panel.current?.querySelector('button')?.focus(), []);
  return (
    <fieldset
      ref={panel}
      class="decline-message"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onBack();
      }}
    >
      <div class="decline-message__ready">
        {readyAnswers.map((key) => (
          <Button key={key} wide onClick={() => onSend(t(key))}>
            {t(key)}
          </Button>
        ))}
      </div>
      <form
        class="decline-message__own"
        onSubmit={(event) => {
          event.preventDefault();
          onSend(answerOf(written));
        }}
      >
        <label class="visually-hidden" for={id}>
          {t('ringing.message')}
        </label>
        <input
          id={id}
          class="decline-message__input"
          dir="auto"
          value={written}
          maxLength={longestAnswer}
          placeholder={t('ringing.message.own')}
          autocomplete="off"
          onInput={(event) => setWritten(event.currentTarget.value)}
        />
        <div class="decline-message__actions">
          <Button kind="plain" icon={ArrowLeft} onClick={onBack}>
            {t('ringing.message.back')}
          </Button>
          <Button kind="danger" type="submit" icon={SendHorizontal}>
            {t('ringing.message.send')}
          </Button>
        </div>
      </form>
    </fieldset>
  );
}

/** Longest text that goes with a decline, in characters: `declineText` in protocol/signaling. */
export const longestAnswer = 200;

/** Texts that are ready to go with a decline; the last choice is to write one. */
const readyAnswers = ['ringing.text.later', 'ringing.text.soon', 'ringing.text.busy'] as const;

/** A written text as it is sent: trimmed, and nothing where nothing was written. */
export function answerOf(written: string): string | undefined {
  const text = written.trim().slice(0, longestAnswer);
  return text === '' ? undefined : text;
}

type Keys = keyof typeof ringing;

/** Keys of this catalog whose texts have no placeholders. */
type PlainKeys = {
  [K in Keys]: (typeof ringing)[K] extends `${string}{${string}` | object ? never : K;
}[Keys];

/** Says what stands around a ringing call, in the person's language. */
export type RingingText = (key: PlainKeys) => string;
