import { useText } from '../i18n/context.tsx';
import './skeleton.css';

/**
 * Grey lines in the place of what is loading. They appear after 200 ms, so that what loads quickly
 * never flashes.
 */
export function Skeleton({ lines = 3, avatar = false }: { lines?: number; avatar?: boolean }) {
  const t = useText();
  return (
    <div class="skeleton" role="status">
      <span class="visually-hidden">{t('common.loading')}</span>
      {Array.from({ length: lines }, (_, line) => (
        <div class="skeleton__row" key={line} aria-hidden="true">
          {avatar && <span class="skeleton__avatar" />}
          <span class="skeleton__line" />
        </div>
      ))}
    </div>
  );
}
