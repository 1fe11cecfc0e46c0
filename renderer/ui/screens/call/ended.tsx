import { Phone, UserPlus, Video, X } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type QualityReport, reportText } from '../../../quality/call-report.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useI18n } from '../../i18n/context.tsx';
import { describeFailure } from '../../i18n/describe.ts';
import { useQualityText } from '../../i18n/quality.ts';
import { pageClock } from '../../page-clock.ts';
import { useCannotCall, useModel } from '../../use-model.tsx';
import { useCopy } from '../home/use-copy.ts';
import { type Ended, endingDetail, endingOf } from './ending.ts';
import './ended.css';

/**
 * How the call ended, and what can be done now: a card over whatever is shown, in the corner that is
 * farthest from where one hangs up.
 */
export function EndedCard({ ended }: { readonly ended: Ended }) {
  const { t, format } = useI18n();
  const { call, quality, seen } = useModel();
  const cannotCall = useCannotCall();
  const report = quality.report.value;
  const { peer } = ended;
  const ending = endingOf(ended);
  const detail = endingDetail(ending.message);
  const names = { name: peer.name, id: peer.id };
  const reading = useDismiss(ending.dismissAfterMs, seen.value, () => call.dismiss());

  return (
    <aside
      class="ended"
      aria-label={t('ending.title')}
      data-tone={ending.tone}
      onPointerEnter={reading.begin}
      onPointerLeave={reading.end}
      onFocusIn={reading.begin}
      onFocusOut={reading.end}
      onKeyDown={({ key }) => {
        if (key === 'Escape') call.dismiss();
      }}
    >
      <div class="ended__head">
        <Avatar id={peer.id} name={peer.name} />
        <div class="ended__words">
          <h2 class="ended__title">{t(`ending.${ending.message}`, names)}</h2>
          {detail !== null && <p class="ended__detail">{t(`ending.detail.${detail}`, names)}</p>}
          {ended.durationMs !== null && (
            <p class="ended__detail">
              {t('ending.lasted', { duration: format.duration(ended.durationMs) })}
            </p>
          )}
        </div>
        <IconButton
          size="small"
          icon={X}
          label={t('common.close')}
          onClick={() => call.dismiss()}
        />
      </div>
      {ended.text !== null && ended.text !== '' && (
        <figure class="ended__text">
          <figcaption>
            {t(ended.by === 'self' ? 'ending.youWrote' : 'ending.wrote', names)}
          </figcaption>
          <blockquote dir="auto">{ended.text}</blockquote>
        </figure>
      )}
      <div class="ended__actions">
        {ending.again && (
          <Button
            kind={ending.message === 'missed' ? 'positive' : 'secondary'}
            icon={ended.media === 'video' ? Video : Phone}
            disabled={cannotCall !== undefined}
            why={cannotCall}
            onPress={() => call.press(ended.media)}
            onClick={() => call.callAgain()}
          >
            {t(ending.message === 'missed' ? 'ending.back' : 'ending.again')}
          </Button>
        )}
        {!peer.isContact && canBeAdded(ended) && <AddButton ended={ended} />}
        {report?.callId === ended.callId && <CopyReport report={report} />}
      </div>
    </aside>
  );
}

/** Whether this is somebody: an ID that nobody has cannot become a contact. */
function canBeAdded({ reason, refusal }: Ended): boolean {
  return reason !== 'refused' || refusal === 'contacts-only';
}

/** What the call was like, for whoever wants to know; nothing of it leaves by itself. */
function CopyReport({ report }: { readonly report: QualityReport }) {
  const { t } = useQualityText();
  const { copied, copy } = useCopy(reportText(report));
  return (
    <Button kind="plain" onClick={copy}>
      {t(copied ? 'common.copied' : 'statistics.copy')}
    </Button>
  );
}

function AddButton({ ended }: { readonly ended: Ended }) {
  const i18n = useI18n();
  const { contacts } = useModel();
  const toast = useToast();
  const [state, setState] = useState<'ready' | 'sending' | 'sent'>('ready');
  const { peer } = ended;
  // A request is under way already, from either side.
  if (state !== 'sent' && contacts.find(peer.id) !== undefined) return null;
  const send = async () => {
    setState('sending');
    const result = await contacts.request(peer.id);
    setState(result.ok ? 'sent' : 'ready');
    if (!result.ok) toast({ kind: 'danger', text: describeFailure(i18n, result) });
  };
  return (
    <Button
      icon={UserPlus}
      busy={state === 'sending'}
      disabled={state === 'sent'}
      onClick={() => void send()}
    >
      {state === 'sent' ? i18n.t('add.sent', { name: peer.name }) : i18n.t('contacts.add')}
    </Button>
  );
}

/** Who reads holds it: pointed at, or with the keyboard in it. */
interface Reading {
  readonly begin: () => void;
  readonly end: () => void;
}

/**
 * Calls `dismiss` after `afterMs` in sight; the time starts again when the person stops reading.
 *
 * @param inSight whether a person can see the page. `document.visibilityState` does not tell: it is
 *   `visible` while the window is hidden in the tray.
 */
function useDismiss(afterMs: number | null, inSight: boolean, dismiss: () => void): Reading {
  const latest = useRef(dismiss);
  latest.current = dismiss;
  const cancel = useRef(() => {});
  const stop = () => cancel.current();
  const start = () => {
    cancel.current();
    if (afterMs === null || !inSight) return;
    cancel.current = pageClock.after(afterMs, () => latest.current());
  };
  useEffect(() => {
    start();
    return stop;
  }, [afterMs, inSight]);
  return { begin: stop, end: start };
}
