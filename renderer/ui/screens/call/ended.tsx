import { Phone, UserPlus, Video, X } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { type QualityReport, reportText } from '../../../quality/call-report.ts';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { useToast } from '../../components/toasts.tsx';
import { useI18n } from '../../i18n/context.tsx';
import { describeFailure } from '../../i18n/describe.ts';
import { pageClock } from '../../page-clock.ts';
import { useModel } from '../../use-model.tsx';
import { useCopy } from '../home/use-copy.ts';
import { type Ended, endingDetail, endingOf } from './ending.ts';
import { useQualityText } from './use-quality-text.ts';
import './ended.css';

/** How the call ended, and what can be done now. */
export function EndedView({ ended }: { readonly ended: Ended }) {
  const { t, format } = useI18n();
  const { call, quality } = useModel();
  const report = quality.report.value;
  const { peer } = ended;
  const ending = endingOf(ended);
  const detail = endingDetail(ending.message);
  const names = { name: peer.name, id: peer.id };
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus({ preventScroll: true }), []);
  const hold = useDismiss(ending.dismissAfterMs, () => call.dismiss());

  return (
    <main
      class="stage ended"
      aria-label={t('ending.title')}
      data-tone={ending.tone}
      onPointerMove={hold}
      onKeyDown={(event) => {
        hold();
        if (event.key === 'Escape') call.dismiss();
      }}
    >
      <div class="ended__card">
        <Avatar id={peer.id} name={peer.name} size="huge" />
        <div role="status">
          <h1 class="ended__title">{t(`ending.${ending.message}`, names)}</h1>
          {detail !== null && <p class="ended__detail">{t(`ending.detail.${detail}`, names)}</p>}
          {ended.durationMs !== null && (
            <p class="ended__detail">
              {t('ending.lasted', { duration: format.duration(ended.durationMs) })}
            </p>
          )}
        </div>
        {ended.text !== null && ended.text !== '' && (
          <figure class="ended__text">
            <figcaption>{t('ending.wrote', names)}</figcaption>
            <blockquote dir="auto">{ended.text}</blockquote>
          </figure>
        )}
        <div class="ended__actions">
          {ending.again && (
            <Button
              kind="positive"
              size="large"
              icon={ended.media === 'video' ? Video : Phone}
              onPress={() => call.press(ended.media)}
              onClick={() => call.callAgain()}
            >
              {t(ending.message === 'missed' ? 'ending.back' : 'ending.again')}
            </Button>
          )}
          {!peer.isContact && canBeAdded(ended) && <AddButton ended={ended} />}
          {report?.callId === ended.callId && <CopyReport report={report} />}
          <Button size="large" icon={X} buttonRef={close} onClick={() => call.dismiss()}>
            {t('common.close')}
          </Button>
        </div>
      </div>
    </main>
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
    <Button size="large" onClick={copy}>
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
      size="large"
      icon={UserPlus}
      busy={state === 'sending'}
      disabled={state === 'sent'}
      onClick={() => void send()}
    >
      {state === 'sent' ? i18n.t('add.sent', { name: peer.name }) : i18n.t('contacts.add')}
    </Button>
  );
}

/** Closes after a while; whoever moves is still reading, and starts the time anew. */
function useDismiss(afterMs: number | null, dismiss: () => void): () => void {
  const latest = useRef(dismiss);
  latest.current = dismiss;
  const cancel = useRef(() => {});
  const start = () => {
    cancel.current();
    if (afterMs !== null) cancel.current = pageClock.after(afterMs, () => latest.current());
  };
  useEffect(() => {
    start();
    return () => cancel.current();
  }, [afterMs]);
  return start;
}
