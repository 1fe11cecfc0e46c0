import { X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useText } from '../i18n/context.tsx';
import { IconButton } from './icon-button.tsx';
import './dialog.css';

/**
 * A modal dialog, shown as long as it is rendered. The browser's own `<dialog>` keeps the focus
 * within, makes the rest inert, and gives the focus back afterwards. The first focus goes to
 * the element with `autofocus`, otherwise to the title.
 */
export function Dialog(props: {
  title: string;
  /** Escape, the cross, or a press outside. */
  onClose: () => void;
  children: ComponentChildren;
  /** Buttons at the bottom: what ends the dialog comes last. */
  actions?: ComponentChildren;
  /** Submits on Enter; makes the dialog a form. */
  onSubmit?: () => void;
  width?: 'narrow' | 'wide';
}) {
  const t = useText();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);

  // A layout effect: its end runs while the element is still there and can give the focus back
  // (Preact 11 runs the end of an effect after the element is gone).
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    element.showModal();
    // The browser would focus the first control, which is the close button: Enter would close the
    // dialog, and a screen reader would not read its text.
    if (element.querySelector('[autofocus]') === null) heading.current?.focus();
    return () => element.close();
  }, []);

  const body = (
    <>
      <header class="dialog__head">
        <h2 ref={heading} id={id} tabIndex={-1}>
          {props.title}
        </h2>
        <IconButton icon={X} size="small" label={t('common.close')} onClick={props.onClose} />
      </header>
      <div class="dialog__body">{props.children}</div>
      {props.actions && <footer class="dialog__actions">{props.actions}</footer>}
    </>
  );

  return (
    <dialog
      ref={dialog}
      class="dialog"
      data-width={props.width ?? 'narrow'}
      aria-labelledby={id}
      onCancel={(event) => {
        // The view decides; the element closes when the view takes it away.
        event.preventDefault();
        props.onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) props.onClose();
      }}
    >
      {props.onSubmit === undefined ? (
        <div class="dialog__box">{body}</div>
      ) : (
        <form
          class="dialog__box"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            props.onSubmit?.();
          }}
        >
          {body}
        </form>
      )}
    </dialog>
  );
}
