import type { ComponentChildren, RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon, type IconShape } from './icon.tsx';
import { placeBeside } from './place.ts';
import './menu.css';

/**
 * Actions below the control that opened it, shown as long as it is rendered (WAI-ARIA menu
 * pattern): arrows, Home, End and the first letter move, Escape, Tab and a press outside close.
 */
export function Menu(props: {
  label: string;
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  align?: 'start' | 'end';
  children: ComponentChildren;
}) {
  const menu = useRef<HTMLDivElement>(null);
  const latest = useRef(props.onClose);
  latest.current = props.onClose;

  // A layout effect: its end must still see where the focus is (see Dialog).
  useLayoutEffect(() => {
    const element = menu.current;
    const anchor = props.anchor.current;
    if (element === null || anchor === null) return;
    element.showPopover();
    placeBeside(element, anchor, props.align ?? 'start');
    element.querySelector<HTMLElement>('[role^="menuitem"]')?.focus();
    const close = () => latest.current();
    const outside = (event: PointerEvent) => {
      const { target } = event;
      if (!(target instanceof Node)) return;
      // A press on the anchor toggles by itself.
      if (!element.contains(target) && !anchor.contains(target)) close();
    };
    addEventListener('pointerdown', outside, true);
    addEventListener('resize', close);
    addEventListener('blur', close);
    return () => {
      removeEventListener('pointerdown', outside, true);
      removeEventListener('resize', close);
      removeEventListener('blur', close);
      if (element.contains(document.activeElement)) anchor.focus();
    };
  }, [props.anchor, props.align]);

  function onKeyDown(event: KeyboardEvent): void {
    const element = menu.current;
    if (element === null) return;
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      props.onClose();
      return;
    }
    const items = [...element.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
    const words = items.map((item) => item.textContent.trim());
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = nextItem(event.key, at, words);
    if (next === null) return;
    event.preventDefault();
    items[next]?.focus();
  }

  return (
    <div
      ref={menu}
      class="menu"
      popover="manual"
      role="menu"
      tabIndex={-1}
      aria-label={props.label}
      onKeyDown={onKeyDown}
      onClick={() => props.onClose()}
    >
      {props.children}
    </div>
  );
}

/** One action of a menu. With `checked` it is one of several of which one counts. */
export function MenuItem(props: {
  children: ComponentChildren;
  onClick: () => void;
  icon?: IconShape;
  kind?: 'danger';
  checked?: boolean;
}) {
  const { checked, icon, kind, onClick } = props;
  const shared = { class: 'menu__item', tabIndex: -1, 'data-kind': kind, onClick };
  const content = (
    <>
      {icon !== undefined && <Icon shape={icon} size="small" />}
      <span>{props.children}</span>
    </>
  );
  return checked === undefined ? (
    <button type="button" role="menuitem" {...shared}>
      {content}
    </button>
  ) : (
    <button type="button" role="menuitemradio" aria-checked={checked} {...shared}>
      {content}
    </button>
  );
}

/** A line between groups of actions. */
export function MenuSeparator() {
  return <hr class="menu__separator" />;
}

/**
 * Which item of a menu a key goes to; `null` where the key means nothing here.
 *
 * @param at index of the focused item, -1 for none
 * @param words the items' texts, for going to one by its first letter
 */
export function nextItem(key: string, at: number, words: readonly string[]): number | null {
  const count = words.length;
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return at <= 0 ? count - 1 : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return key.length === 1 && key !== ' ' ? byLetter(key, at, words) : null;
  }
}

function byLetter(letter: string, at: number, words: readonly string[]): number | null {
  const wanted = letter.toLocaleLowerCase();
  for (let step = 1; step <= words.length; step++) {
    const index = (at + step + words.length) % words.length;
    if (words[index]?.toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return null;
}
