import { Eye, EyeOff } from 'lucide';
import { useId, useState } from 'preact/hooks';
import { useText } from '../i18n/context.tsx';
import { describedBy, Field } from './field.tsx';
import { IconButton } from './icon-button.tsx';

export interface TextFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  /** For forms that look for their fields, and for password managers. */
  name?: string;
  type?: 'text' | 'password';
  hint?: string | undefined;
  /** A sentence; marks the field as invalid. */
  error?: string | null | undefined;
  autocomplete?: string;
  /** IDs, codes and addresses: no capitals, no correction, no spelling. */
  literal?: boolean;
  autofocus?: boolean;
  maxLength?: number;
  onBlur?: () => void;
}

/** One line of text with its label, hint and error. A password can be looked at. */
export function TextField(props: TextFieldProps) {
  const id = useId();
  const t = useText();
  const [revealed, setRevealed] = useState(false);
  const secret = props.type === 'password';
  const plain = props.literal === true || secret;
  return (
    <Field id={id} label={props.label} hint={props.hint} error={props.error}>
      <div class="field__box">
        <input
          id={id}
          name={props.name}
          class="field__control"
          data-end={secret ? '' : undefined}
          // The attributes are typed per type; of these two none differs.
          type={(secret && !revealed ? 'password' : 'text') as 'text'}
          value={props.value}
          autocomplete={props.autocomplete ?? 'off'}
          // IDs, addresses and passwords are written from left to right everywhere.
          dir={plain ? 'ltr' : 'auto'}
          autocapitalize={plain ? 'none' : undefined}
          autocorrect={plain ? 'off' : undefined}
          spellcheck={plain ? false : undefined}
          autofocus={props.autofocus}
          maxLength={props.maxLength}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={describedBy(id, props.error ? undefined : props.hint, props.error)}
          onInput={(event) => props.onInput(event.currentTarget.value)}
          onBlur={props.onBlur}
        />
        {secret && (
          <span class="field__end">
            <IconButton
              size="small"
              icon={revealed ? EyeOff : Eye}
              label={t(revealed ? 'field.hidePassword' : 'field.showPassword')}
              onClick={() => setRevealed(!revealed)}
            />
          </span>
        )}
      </div>
    </Field>
  );
}
