import type { ShownCall } from '../../../calls/model.ts';
import { useI18n } from '../../i18n/context.tsx';
import { QualityIndicator, type StatisticsToggle } from './quality-indicator.tsx';
import { SafetyButton } from './safety-button.tsx';
import { useElapsed } from './use-elapsed.ts';
import './call-header.css';

type Running = Extract<ShownCall, { phase: 'connecting' | 'active' }>;

interface Props {
  readonly call: Running;
  readonly statistics: StatisticsToggle;
}

/** Who one talks to, since when, whether the link holds and how good it is. */
export function CallHeader({ call, statistics }: Props) {
  const { t } = useI18n();
  const trouble =
    call.phase === 'connecting'
      ? t('call.connecting')
      : call.link === 'reconnecting'
        ? t('call.reconnecting')
        : null;
  return (
    <header class="call-header">
      <h1 class="call-header__name" dir="auto">
        {call.peer.name}
      </h1>
      {call.phase === 'active' && <Duration since={call.startedAt} />}
      {call.phase === 'active' && (
        <SafetyButton peer={call.peer} device={call.device} unconfirmed={call.unconfirmed} />
      )}
      {/* Always there, so that a screen reader hears the change. */}
      <p class="call-header__screen" role="status">
        {call.phase === 'active' &&
          call.remote.screen !== null &&
          t('call.peer.sharing', { name: call.peer.name })}
      </p>
      <p class="call-header__link" role="status">
        {trouble !== null && (
          <>
            <span class="spinner" aria-hidden="true" />
            {trouble}
          </>
        )}
      </p>
      {call.phase === 'active' && (
        <QualityIndicator
          peer={call.peer}
          link={trouble === null ? 'there' : 'away'}
          statistics={statistics}
        />
      )}
    </header>
  );
}

/** A running clock. `role="timer"` is not read out at every tick (WAI-ARIA 1.2, timer). */
function Duration({ since }: { readonly since: number }) {
  const { t, format } = useI18n();
  const elapsed = useElapsed(since);
  return (
    <span
      class="call-header__duration"
      role="timer"
      aria-label={t('call.duration', { duration: format.duration(elapsed) })}
    >
      {format.clock(elapsed)}
    </span>
  );
}
