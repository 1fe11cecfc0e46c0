import { useEffect, useMemo, useState } from 'preact/hooks';
import type { SetupCheck, SetupSnapshot, Verdict } from '../../../../setup/model.ts';
import { reportOf } from '../../../../setup/report.ts';
import { Banner, type NoticeKind } from '../../../components/banner.tsx';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { useI18n } from '../../../i18n/context.tsx';
import type { Format } from '../../../i18n/format.ts';
import { type SetupText, useSetupText } from '../../../i18n/setup.ts';
import { useModel } from '../../../use-model.tsx';
import { StepItem } from './step-item.tsx';
import './setup-dialog.css';

/** The check under way and what it found. Closing it ends the check. */
export function SetupDialog({ onClose }: { onClose: () => void }) {
  const t = useSetupText();
  const [state, again] = useCheck();
  const snapshot = snapshotOf(state);
  const isDone = snapshot?.state === 'done';
  return (
    <Dialog
      title={t('setup.title')}
      width="wide"
      onClose={onClose}
      actions={
        <>
          {isDone && <CopyReport t={t} snapshot={snapshot} />}
          <Button kind="primary" busy={!isDone && state.state !== 'not-loaded'} onClick={again}>
            {t('setup.again')}
          </Button>
        </>
      }
    >
      {state.state === 'not-loaded' && <Banner kind="danger">{t('setup.notLoaded')}</Banner>}
      {snapshot !== null && (
        <>
          <Summary t={t} snapshot={snapshot} />
          <ul class="setup__steps" aria-label={t('setup.steps')}>
            {snapshot.rows.map((row) => (
              <StepItem key={row.step} t={t} row={row} />
            ))}
          </ul>
        </>
      )}
      {isDone && <Report t={t} snapshot={snapshot} />}
    </Dialog>
  );
}

function snapshotOf(state: CheckState): SetupSnapshot | null {
  return state.state === 'begun' ? state.check.snapshot.value : null;
}

type Done = SetupSnapshot & { state: 'done' };

/** Where it stands; what is read aloud is the end alone, not each step. */
function Summary({ t, snapshot }: { t: SetupText; snapshot: SetupSnapshot }) {
  const { format } = useI18n();
  if (snapshot.state === 'running') {
    const done = snapshot.rows.filter(({ state }) => state === 'done').length;
    const { length: total } = snapshot.rows;
    return <p class="setup__progress">{t('setup.progress', { done, total })}</p>;
  }
  const { kind, text } = summaryOf(t, format, snapshot);
  return <Banner kind={kind}>{text}</Banner>;
}

function summaryOf(t: SetupText, format: Format, { rows, tookMs }: Done) {
  const seconds = format.number(Math.round(tookMs / 100) / 10);
  const count = (verdict: Verdict) => rows.filter((row) => row.verdict === verdict).length;
  const [failed, warned, noted] = [count('failed'), count('warning'), count('note')];
  const said = (kind: NoticeKind, text: string) => ({ kind, text });
  if (failed > 0) return said('danger', t('setup.found', { count: failed, seconds }));
  if (warned > 0) return said('warning', t('setup.warned', { count: warned, seconds }));
  if (noted > 0) return said('success', t('setup.noted', { count: noted, seconds }));
  return said('success', t('setup.allGood', { seconds }));
}

function CopyReport({ t, snapshot }: { t: SetupText; snapshot: Done }) {
  const { host } = useModel();
  const { t: common } = useI18n();
  const [state, setState] = useState<'offered' | 'copied' | 'refused'>('offered');

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(reportOf(snapshot, host));
      setState('copied');
    } catch {
      // Not focused, or not allowed: the report is there to be selected by hand.
      setState('refused');
    }
  }

  return (
    <>
      <span class="setup__copied" role="status">
        {state === 'copied' && common('common.copied')}
        {state === 'refused' && common('common.copyRefused')}
      </span>
      <Button onClick={() => void copy()}>{t('setup.copyReport')}</Button>
    </>
  );
}

/** What is copied, to be seen before it is handed on. */
function Report({ t, snapshot }: { t: SetupText; snapshot: Done }) {
  const { host } = useModel();
  const text = useMemo(() => reportOf(snapshot, host), [snapshot, host]);
  return (
    <details class="setup__report">
      <summary>{t('setup.report')}</summary>
      <p class="soft">{t('setup.reportNote')}</p>
      <pre>{text}</pre>
    </details>
  );
}

type CheckState =
  | { readonly state: 'loading' | 'not-loaded' }
  | { readonly state: 'begun'; readonly check: SetupCheck };

/** A check that lives as long as the view, and begins anew with `again`. */
function useCheck(): readonly [state: CheckState, again: () => void] {
  const model = useModel();
  const [round, setRound] = useState(0);
  const [state, setState] = useState<CheckState>({ state: 'loading' });

  useEffect(() => {
    let check: SetupCheck | null = null;
    let isCurrent = true;
    model.loadSetup().then(
      (setup) => {
        if (!isCurrent) return;
        check = setup.start();
        setState({ state: 'begun', check });
      },
      () => isCurrent && setState({ state: 'not-loaded' }),
    );
    return () => {
      isCurrent = false;
      check?.close();
    };
  }, [model, round]);

  return [state, () => setRound(round + 1)];
}
