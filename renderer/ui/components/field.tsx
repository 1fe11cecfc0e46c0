import { CircleAlert } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';
import './field.css';

/** Ids that tie a control to its hint and error, for `aria-describedby`. */
export function describedBy(id: string, hint: unknown, error: unknown): string | undefined {
  const ids = [error ? `${id}-error` : '', hint ? `${id}-hint` : ''].filter((part) => part !== '');
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** A label above a control, a hint or an error below it. The error takes the hint's place. */
export function Field(props: {
  id: string;
  label: string;
  hint?: ComponentChildren;
  error?: string | null | undefined;
  children: ComponentChildren;
}) {
  return (
    <div class="field">
      <label class="field__label" for={props.id}>
        {props.label}
      </label>
      {props.children}
      {props.error ? (
        <p class="field__error" id={`${props.id}-error`}>
          <Icon shape={CircleAlert} size="small" />
          <span>{props.error}</span>
        </p>
      ) : (
        props.hint && (
          <p class="note" id={`${props.id}-hint`}>
            {props.hint}
          </p>
        )
      )}
    </div>
  );
}
