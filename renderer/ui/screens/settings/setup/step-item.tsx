import { Circle, CircleCheck, CircleX, Info, TriangleAlert } from 'lucide';
import { useState } from 'preact/hooks';
import type { DoneRow, StepRow, Verdict } from '../../../../setup/model.ts';
import { Button } from '../../../components/button.tsx';
import { Icon, type IconShape } from '../../../components/icon.tsx';
import { useText } from '../../../i18n/context.tsx';
import type { SetupText } from '../../../i18n/setup.ts';
import { useModel } from '../../../use-model.tsx';
import { cureOf, nameOf, textOf } from './step-words.ts';

const icons: Readonly<Record<Verdict, IconShape>> = {
  good: CircleCheck,
  note: Info,
  warning: TriangleAlert,
  failed: CircleX,
};

/** One step: what it tries, how it stands in a word, and what that means. */
export function StepItem({ t, row }: { t: SetupText; row: StepRow }) {
  const state = row.state === 'done' ? row.verdict : row.state;
  return (
    <li class="setup__step" data-step={row.step} data-state={state}>
      <span class="setup__icon">
        {row.state === 'running' && <span class="spinner" aria-hidden="true" />}
        {row.state === 'waiting' && <Icon shape={Circle} />}
        {row.state === 'done' && <Icon shape={icons[row.verdict]} />}
      </span>
      <div class="setup__words">
        <p class="setup__head">
          <span class="setup__name">{nameOf(t, row)}</span>{' '}
          <span class="setup__state">{t(`setup.state.${state}`)}</span>
        </p>
        {row.state === 'done' && <Outcome t={t} row={row} />}
      </div>
    </li>
  );
}

function Outcome({ t, row }: { t: SetupText; row: DoneRow }) {
  const cure = cureOf(t, row);
  return (
    <>
      <p>{textOf(t, row)}</p>
      {cure !== null && <p class="setup__cure">{cure}</p>}
      {row.finding.kind === 'refused-by-system' &&
        (row.step === 'camera' || row.step === 'microphone') && <SystemSettings kind={row.step} />}
    </>
  );
}

/** The shortest way to where the system's refusal is taken back. */
function SystemSettings({ kind }: { kind: 'camera' | 'microphone' }) {
  const { devices, host } = useModel();
  const t = useText();
  const [state, setState] = useState<'offered' | 'missing'>('offered');
  if (host.kind !== 'desktop') return null;
  if (state === 'missing') return <p>{t('device.systemSettingsMissing')}</p>;

  async function open(): Promise<void> {
    if (!(await devices.openSystemSettings(kind))) setState('missing');
  }

  return (
    <div>
      <Button size="small" onClick={() => void open()}>
        {t('device.openSystemSettings')}
      </Button>
    </div>
  );
}
