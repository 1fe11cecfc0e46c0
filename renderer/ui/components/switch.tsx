import { useId } from 'preact/hooks';
import './switch.css';

/** On or off at once, without a Save. The whole row can be pressed. */
export function Switch(props: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div class="switch">
      <label class="switch__words" for={id}>
        <span class="switch__label">{props.label}</span>
        {props.hint && (
          <span class="note" id={`${id}-hint`}>
            {props.hint}
          </span>
        )}
      </label>
      <input
        id={id}
        class="switch__input"
        type="checkbox"
        role="switch"
        aria-checked={props.checked}
        checked={props.checked}
        aria-label={props.label}
        aria-describedby={props.hint ? `${id}-hint` : undefined}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
    </div>
  );
}
