import { Check, Copy } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { useText } from '../i18n/context.tsx';
import { Button } from './button.tsx';
import './copy-field.css';

/** How long the button says that it has copied. */
const confirmMs = 2_000;

/** A text to hand on: it can be selected, and copied with one press. */
export function CopyField(props: {
  label: string;
  value: string;
  copyLabel: string;
  /** The character after which a line may break, so that no ID or group is split. */
  breakAfter?: '/' | '-';
}) {
  const t = useText();
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');

  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), confirmMs);
    return () => clearTimeout(timer);
  }, [state]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(props.value);
      setState('copied');
    } catch {
      // Not focused, or not allowed: the text is there to be selected by hand.
      setState('refused');
    }
  }

  return (
    <div class="copy-field">
      <span class="copy-field__label">{props.label}</span>
      <span class="copy-field__box">
        <output class="copy-field__value">
          {partsOf(props.value, props.breakAfter ?? '/').map((part, index) => (
            <span key={index}>{part}</span>
          ))}
        </output>
        <Button
          size="small"
          icon={state === 'copied' ? Check : Copy}
          label={props.copyLabel}
          onClick={() => void copy()}
        >
          {t(state === 'copied' ? 'common.copied' : 'common.copy')}
        </Button>
      </span>
      <span class="note" role="status">
        {state === 'copied' && <span class="visually-hidden">{t('common.copied')}</span>}
        {state === 'refused' && t('common.copyRefused')}
      </span>
    </div>
  );
}

/** The parts of a value between which a line may break. */
function partsOf(value: string, breakAfter: '/' | '-'): readonly string[] {
  return value.match(breakAfter === '/' ? /[^/]+\/*|\/+/g : /[^-]+-*|-+/g) ?? [];
}
