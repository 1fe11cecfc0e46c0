import { useRef } from 'preact/hooks';
import type { Peer } from '../../../calls/model.ts';
import type { Level, Verdict } from '../../../quality/verdict.ts';
import type { IconShape } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { useQualityText } from '../../i18n/quality.ts';
import { useModel } from '../../use-model.tsx';
import { causeKey, causeWords } from './quality-words.ts';
import './quality-indicator.css';

/** Three bars, of which so many are full. */
const barsOf = (full: number): IconShape =>
  ['M5 19v-3', 'M12 19v-8', 'M19 19V6'].map((d, index) => {
    return ['path', { d, 'stroke-width': 4, opacity: index < full ? 1 : 0.35 }] as const;
  });

const bars: Readonly<Record<Level, IconShape>> = {
  good: barsOf(3),
  fair: barsOf(2),
  poor: barsOf(1),
};

interface Props {
  readonly peer: Peer;
  /** `away` while the link is down: then that is said, and not how good it was. */
  readonly link: 'there' | 'away';
  readonly statistics: StatisticsToggle;
}

export interface StatisticsToggle {
  readonly open: boolean;
  toggle(): void;
}

/** How good the call is, in bars and, where it is not good, in words; opens the statistics. */
export function QualityIndicator({ peer, link, statistics }: Props) {
  const text = useQualityText();
  const { t } = text;
  const snapshot = useModel().quality.snapshot.value;
  const verdict = link === 'there' ? (snapshot?.verdict ?? null) : null;
  const words = verdict && causeWords(text, verdict.cause, peer.name);
  const spoken = useSpoken(verdict, verdict && [t(`quality.${verdict.level}`), words]);
  return (
    <div class="quality" data-level={verdict?.level}>
      {words !== null && (
        <span class="quality__words" aria-hidden="true">
          {words}
        </span>
      )}
      <span class="visually-hidden" role="status">
        {spoken}
      </span>
      <IconButton
        icon={bars[verdict?.level ?? 'good']}
        label={t('shortcut.statistics')}
        shortcut="statistics"
        popup="dialog"
        expanded={statistics.open}
        onClick={statistics.toggle}
      />
    </div>
  );
}

/** What a screen reader says: anew for another level or cause, and not for every percent. */
function useSpoken(verdict: Verdict | null, parts: readonly (string | null)[] | null): string {
  const said = useRef({ key: '', text: '' });
  const key = verdict === null ? '' : `${verdict.level} ${causeKey(verdict.cause)}`;
  if (said.current.key !== key) {
    const text = parts?.filter((part) => part !== null).join('. ') ?? '';
    said.current = { key, text };
  }
  return said.current.text;
}
