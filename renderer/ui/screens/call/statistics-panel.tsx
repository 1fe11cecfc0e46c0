import { X } from 'lucide';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Peer } from '../../../calls/model.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { useQualityText } from '../../i18n/quality.ts';
import { useModel } from '../../use-model.tsx';
import { causeWords } from './quality-words.ts';
import { statisticsOf } from './statistics.ts';
import './statistics-panel.css';

/** Live numbers of the call. It stays open beside whatever else is done. */
export function StatisticsPanel(props: { readonly peer: Peer; readonly onClose: () => void }) {
  const text = useQualityText();
  const { t } = text;
  const title = useId();
  const panel = useRef<HTMLElement>(null);
  const snapshot = useModel().quality.snapshot.value;
  useLentFocus(panel);
  return (
    <section
      ref={panel}
      class="statistics"
      role="dialog"
      aria-labelledby={title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onClose();
      }}
    >
      <header class="statistics__head">
        <h2 id={title}>{t('shortcut.statistics')}</h2>
        <IconButton icon={X} size="small" label={t('common.close')} onClick={props.onClose} />
      </header>
      {snapshot === null ? (
        <p>{t('statistics.measuring')}</p>
      ) : (
        <>
          <p>
            {causeWords(text, snapshot.verdict.cause, props.peer.name) ??
              t(`quality.${snapshot.verdict.level}`)}
          </p>
          {statisticsOf(text, snapshot.sample).map((group) => (
            <section key={group.title}>
              <h3 class="statistics__group">{group.title}</h3>
              <dl class="statistics__rows">
                {group.rows.map(({ label, value }) => (
                  <div key={label} class="statistics__row">
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </>
      )}
    </section>
  );
}

/** Takes the focus while it is there, and gives it back to what had it. */
function useLentFocus(panel: { readonly current: HTMLElement | null }): void {
  // A layout effect: its end must still see where the focus is (see Dialog).
  useLayoutEffect(() => {
    const element = panel.current;
    const before = document.activeElement;
    element?.focus();
    return () => {
      if (before instanceof HTMLElement && element?.contains(document.activeElement)) {
        before.focus();
      }
    };
  }, [panel]);
}
