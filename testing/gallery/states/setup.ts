import type { DoneRow, SetupSnapshot, StepRow } from '../../../renderer/setup/model.ts';
import type { FakeApp } from '../../app-model.ts';
import type { GalleryState, Screen } from '../state.ts';

const good = { state: 'done', verdict: 'good', tookMs: 120 } as const;

/** A check of a machine on which everything works. */
const wellRows: readonly DoneRow[] = [
  { ...good, step: 'server', finding: { kind: 'reached', version: '0.1.0', answerMs: 48 } },
  { ...good, step: 'session', finding: { kind: 'answered', answerMs: 31 } },
  { ...good, step: 'stun', finding: { kind: 'answered', answerMs: 64 } },
  { ...good, step: 'turn-udp', finding: { kind: 'relayed', answerMs: 88 } },
  { ...good, step: 'turn-tcp', finding: { kind: 'relayed', answerMs: 121 } },
  { ...good, step: 'turn-tls', finding: { kind: 'relayed', answerMs: 173 } },
  {
    ...good,
    step: 'camera',
    finding: { kind: 'delivers', label: 'Built-in camera', width: 1280, height: 720 },
  },
  { ...good, step: 'microphone', finding: { kind: 'delivers', label: 'USB headset' } },
  { ...good, step: 'speaker', finding: { kind: 'plays' } },
  { ...good, step: 'loopback', finding: { kind: 'flows', firstFrameMs: 180 } },
];

const startedAt = Date.UTC(2026, 2, 1, 9, 30);

function done(rows: readonly DoneRow[], tookMs: number): SetupSnapshot {
  return { state: 'done', rows, startedAt, tookMs };
}

/** The rows with some of them replaced. */
function but(...changed: readonly DoneRow[]): DoneRow[] {
  return wellRows.map((row) => changed.find(({ step }) => step === row.step) ?? row);
}

const bad = { state: 'done', tookMs: 2_000 } as const;

const faultyRows = but(
  {
    ...bad,
    step: 'server',
    verdict: 'warning',
    finding: { kind: 'clock-off', version: '0.1.0', skewMs: -720_000 },
  },
  { ...bad, step: 'stun', verdict: 'warning', finding: { kind: 'udp-blocked' } },
  { ...bad, step: 'turn-udp', verdict: 'warning', finding: { kind: 'udp-blocked' } },
  { ...bad, step: 'turn-tls', verdict: 'warning', finding: { kind: 'certificate' } },
  { ...bad, step: 'camera', verdict: 'failed', finding: { kind: 'refused-by-system' } },
  {
    ...bad,
    step: 'microphone',
    verdict: 'failed',
    finding: { kind: 'silent', label: 'USB headset' },
  },
);

const noRelayRows = but(
  { ...bad, step: 'stun', verdict: 'note', finding: { kind: 'not-offered' } },
  { ...bad, step: 'turn-udp', verdict: 'note', finding: { kind: 'no-relay' } },
).filter(({ step }) => step !== 'turn-tcp' && step !== 'turn-tls');

const runningRows: readonly StepRow[] = wellRows.map((row, index) => {
  if (index < 4) return row;
  return { step: row.step, state: row.step === 'loopback' ? 'waiting' : 'running' };
});

async function open(screen: Screen): Promise<void> {
  await screen.settle();
  screen.app.request({ kind: 'settings' });
  await screen.press('.settings__link[data-page=network]');
  await screen.press('.settings__do .button');
  await screen.see('dialog[open] .setup__steps, dialog[open] .banner');
}

function state(name: string, snapshot: SetupSnapshot, play = open): GalleryState {
  return {
    name: `setup-${name}`,
    setUp: (app: FakeApp) => {
      app.setup.value = snapshot;
    },
    play,
  };
}

/** Scrolled to its end, with the report folded out. */
async function openReport(screen: Screen): Promise<void> {
  await open(screen);
  await screen.press('.setup__report summary');
  document.querySelector('.setup__report')?.scrollIntoView();
}

/** Scrolled to the second half. */
async function openEnd(screen: Screen): Promise<void> {
  await open(screen);
  document.querySelector('[data-step=camera]')?.scrollIntoView();
}

export const setupStates: readonly GalleryState[] = [
  state('running', { state: 'running', rows: runningRows }),
  state('well', done(wellRows, 2_310)),
  state('faults', done(faultyRows, 4_870)),
  state('faults-end', done(faultyRows, 4_870), openEnd),
  state('report', done(faultyRows, 4_870), openReport),
  state('no-relay', done(noRelayRows, 640)),
  {
    name: 'setup-not-loaded',
    setUp: (app) => app.fail('loadSetup', { ok: false, code: 'unreachable' }),
    play: open,
  },
];
