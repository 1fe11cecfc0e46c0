import { X } from 'lucide';
import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { useText } from '../i18n/context.tsx';
import { noticeIcons } from './banner.tsx';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import type { ToastInput, ToastList } from './toast-list.ts';
import './toasts.css';

const ToastContext = createContext<ToastList | null>(null);

/** Gives the views below it the list of toasts; `Toasts` draws it. */
export const ToastProvider = ToastContext.Provider;

/** Shows a short notice: `const toast = useToast(); toast({ kind: 'success', text })`. */
export function useToast(): (toast: ToastInput) => void {
  const list = useContext(ToastContext);
  if (list === null) throw new Error('a view outside of ToastProvider');
  return list.show;
}

/** The toasts, in a corner above everything; they stay while they are pointed at or focused. */
export function Toasts() {
  const list = useContext(ToastContext);
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const release = useRef<(() => void) | null>(null);
  const hold = () => {
    release.current ??= list?.hold() ?? null;
  };
  const letGo = () => {
    release.current?.();
    release.current = null;
  };
  useEffect(() => letGo, []);

  const toasts = list?.toasts.value ?? [];
  const shown = toasts.length > 0;
  useEffect(() => {
    if (shown) box.current?.showPopover();
    else {
      box.current?.hidePopover();
      letGo();
    }
  }, [shown]);

  return (
    <div
      ref={box}
      class="toasts"
      popover="manual"
      role="log"
      aria-label={t('common.notices')}
      onPointerEnter={hold}
      onPointerLeave={letGo}
      onFocusIn={hold}
      onFocusOut={letGo}
    >
      {toasts.map((toast) => (
        <div class="toast" key={toast.id} data-kind={toast.kind}>
          <Icon shape={noticeIcons[toast.kind]} />
          <p class="toast__text">{toast.text}</p>
          {toast.action && (
            <Button
              kind="plain"
              size="small"
              onClick={() => {
                toast.action?.run();
                list?.dismiss(toast.id);
              }}
            >
              {toast.action.label}
            </Button>
          )}
          <IconButton
            size="small"
            icon={X}
            label={t('common.dismiss')}
            onClick={() => list?.dismiss(toast.id)}
          />
        </div>
      ))}
    </div>
  );
}
