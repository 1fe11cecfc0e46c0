import { useId } from 'preact/hooks';
import { Icon, type IconShape } from './icon.tsx';
import './radio-group.css';

export interface RadioOption<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly icon?: IconShape;
}

/** One of a few, all in sight: below each other, or side by side as `cards`. */
export function RadioGroup<T extends string>(props: {
  label: string;
  hint?: string;
  value: T;
  options: readonly RadioOption<T>[];
  onChange: (value: T) => void;
  layout?: 'list' | 'cards';
}) {
  const id = useId();
  return (
    <fieldset
      class="radio-group"
      data-layout={props.layout ?? 'list'}
      aria-describedby={props.hint ? `${id}-hint` : undefined}
    >
      <legend class="radio-group__label">{props.label}</legend>
      <div class="radio-group__options">
        {props.options.map((option) => (
          <label class="radio-group__option" key={option.value}>
            <input
              type="radio"
              name={id}
              value={option.value}
              checked={option.value === props.value}
              onChange={() => props.onChange(option.value)}
            />
            {option.icon && <Icon shape={option.icon} />}
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {props.hint && (
        <p class="note" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
    </fieldset>
  );
}
