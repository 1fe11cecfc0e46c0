import type { ComponentChildren } from 'preact';
import { Icon, type IconShape } from './icon.tsx';
import { usePress } from './use-press.ts';
import './button.css';

/** `plain` has no ground until it is pointed at; `positive` and `danger` accept and end. */
export type ButtonKind = 'primary' | 'secondary' | 'plain' | 'positive' | 'danger';
export type ControlSize = 'small' | 'medium' | 'large';

export interface ButtonProps {
  children: ComponentChildren;
  kind?: ButtonKind;
  size?: ControlSize;
  icon?: IconShape;
  type?: 'button' | 'submit';
  disabled?: boolean;
  /** Work is under way: shows a spinner, keeps its width and its focus, ignores presses. */
  busy?: boolean;
  /** Fills the width of its container. */
  wide?: boolean;
  /** Held down, ahead of its click. Gives what is to be done when it is let go, clicked or not. */
  onPress?: () => () => void;
  onClick?: (event: MouseEvent) => void;
  /** For a button whose words alone do not say what it acts on. Begins with the visible words. */
  label?: string | undefined;
  /** For a button that folds something out. */
  expanded?: boolean;
  describedBy?: string;
  /** Why the button is disabled: its tooltip and accessible description. */
  why?: string | undefined;
  /** The keys that do the same, for `aria-keyshortcuts`. */
  keys?: string;
  autofocus?: boolean;
}

export function Button(props: ButtonProps) {
  const { kind = 'secondary', size = 'medium', busy = false } = props;
  // Some browsers tell also a button that does nothing of a pointer that goes down on it.
  const isIdle = busy || props.disabled === true;
  const press = usePress(isIdle ? undefined : props.onPress);
  return (
    <button
      class="button"
      type={props.type ?? 'button'}
      data-kind={kind}
      data-size={size}
      data-wide={props.wide === true ? '' : undefined}
      disabled={props.disabled}
      aria-busy={busy}
      aria-disabled={busy ? 'true' : undefined}
      aria-label={props.label}
      aria-expanded={props.expanded}
      aria-describedby={props.describedBy}
      title={props.why}
      aria-keyshortcuts={props.keys}
      autofocus={props.autofocus}
      {...press}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else props.onClick?.(event);
      }}
    >
      <span class="button__content">
        {props.icon !== undefined && <Icon shape={props.icon} size="small" />}
        <span>{props.children}</span>
      </span>
      {busy && <span class="spinner button__spinner" aria-hidden="true" />}
    </button>
  );
}
