import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useText } from '../i18n/context.tsx';
import { Icon, type IconShape } from './icon.tsx';
import { IconButton } from './icon-button.tsx';
import './banner.css';

export type NoticeKind = 'info' | 'success' | 'warning' | 'danger';

export const noticeIcons: Readonly<Record<NoticeKind, IconShape>> = {
  info: Info,
  success: CircleCheck,
  warning: TriangleAlert,
  danger: CircleAlert,
};

/**
 * Something that is so for a while, in the place it concerns. Read aloud when it appears. Text
 * that counts down belongs into `counting`, which is seen but not read at every step.
 */
export function Banner(props: {
  kind: NoticeKind;
  children: ComponentChildren;
  /** What is seen instead of `children`, where that changes every second. */
  counting?: string;
  actions?: ComponentChildren;
  onDismiss?: () => void;
}) {
  const t = useText();
  return (
    <div class="banner" data-kind={props.kind} role={props.kind === 'danger' ? 'alert' : 'status'}>
      <Icon shape={noticeIcons[props.kind]} />
      <div class="banner__body">
        {props.counting === undefined ? (
          <p class="banner__text">{props.children}</p>
        ) : (
          <p class="banner__text">
            <span aria-hidden="true">{props.counting}</span>
            <span class="visually-hidden">{props.children}</span>
          </p>
        )}
        {props.actions && <div class="banner__actions">{props.actions}</div>}
      </div>
      {props.onDismiss && (
        <IconButton size="small" icon={X} label={t('common.dismiss')} onClick={props.onDismiss} />
      )}
    </div>
  );
}
