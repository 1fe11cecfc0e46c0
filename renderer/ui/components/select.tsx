import { ChevronDown } from 'lucide';
import { useId } from 'preact/hooks';
import { describedBy, Field } from './field.tsx';
import { Icon } from './icon.tsx';
import './select.css';

export interface SelectOption<T extends string> {
  readonly value: T;
  readonly label: string;
}

/** One of several, as the system's own list: it works by keyboard, touch and screen reader. */
export function Select<T extends string>(props: {
  label: string;
  value: T;
  options: readonly SelectOption<T>[];
  onChange: (value: T) => void;
  hint?: string | undefined;
  error?: string | null | undefined;
  disabled?: boolean;
}) {
  const id = useId();
  return (
    <Field id={id} label={props.label} hint={props.hint} error={props.error}>
      <div class="field__box">
        <select
          id={id}
          class="field__control select"
          value={props.value}
          disabled={props.disabled}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={describedBy(id, props.error ? undefined : props.hint, props.error)}
          onChange={(event) => {
            const chosen = props.options[event.currentTarget.selectedIndex];
            if (chosen !== undefined) props.onChange(chosen.value);
          }}
        >
          {props.options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === props.value}>
              {option.label}
            </option>
          ))}
        </select>
        <span class="select__arrow">
          <Icon shape={ChevronDown} size="small" />
        </span>
      </div>
    </Field>
  );
}
