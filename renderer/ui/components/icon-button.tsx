import type { Ref } from 'preact';
import { useImperativeHandle, useRef } from 'preact/hooks';
import { type ShortcutName, useShortcutKeys } from '../shortcuts/index.ts';
import type { ButtonKind, ControlSize } from './button.tsx';
import { Icon, type IconShape } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';
import './icon-button.css';

export interface IconButtonProps {
  icon: IconShape;
  /** Accessible name and tooltip. Where a press toggles, name what the press does. */
  label: string;
  onClick?: (event: MouseEvent) => void;
  kind?: ButtonKind;
  size?: ControlSize;
  /** The shortcut that does the same; shown in the tooltip and announced. */
  shortcut?: ShortcutName;
  /** For a toggle whose name stays the same. Do not use it where the name says what is next. */
  pressed?: boolean;
  /** The thing it stands for is off (muted, camera off): drawn as such, the name says so too. */
  off?: boolean;
  disabled?: boolean;
  /** For buttons that open a menu or a panel. */
  expanded?: boolean;
  popup?: 'menu' | 'dialog';
  buttonRef?: Ref<HTMLButtonElement>;
}

/** A round button with an icon; its name shows as a tooltip. */
export function IconButton(props: IconButtonProps) {
  const { kind = 'plain', size = 'medium', shortcut } = props;
  const button = useRef<HTMLButtonElement>(null);
  useImperativeHandle(props.buttonRef ?? null, () => button.current as HTMLButtonElement);
  const keys = useShortcutKeys(shortcut);
  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon-button"
        data-kind={kind}
        data-size={size}
        data-off={props.off === true ? '' : undefined}
        aria-label={props.label}
        aria-keyshortcuts={keys?.aria}
        aria-pressed={props.pressed}
        aria-expanded={props.expanded}
        aria-haspopup={props.popup}
        disabled={props.disabled}
        onClick={props.onClick}
      >
        <Icon shape={props.icon} size={size === 'large' ? 'large' : 'medium'} />
      </button>
      <Tooltip anchor={button} text={props.label} keys={keys?.text} />
    </>
  );
}
