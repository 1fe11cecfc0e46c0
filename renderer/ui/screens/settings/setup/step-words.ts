import type { TurnFinding } from '../../../../setup/findings.ts';
import type { DoneRow, StepRow } from '../../../../setup/model.ts';
import { type SetupCatalog, type SetupText, setupTexts } from '../../../i18n/setup.ts';

/** What a step tries, as a heading. */
export function nameOf(t: SetupText, row: StepRow): string {
  const isNoRelay = row.state === 'done' && row.finding.kind === 'no-relay';
  return t(isNoRelay ? 'setup.step.noRelay' : `setup.step.${row.step}`);
}

/** What a step found, with its cause. */
export function textOf(t: SetupText, row: DoneRow): string {
  switch (row.step) {
    case 'server':
      return serverText(t, row.finding);
    case 'session': {
      const { finding } = row;
      if (finding.kind === 'answered') {
        return t('setup.session.answered', { ms: Math.round(finding.answerMs) });
      }
      // Until the server is known to be there, a line that does not open says nothing by itself.
      const { kind } = finding;
      return t(`setup.session.${kind === 'no-connection' ? 'not-checked' : kind}`);
    }
    case 'stun':
      return t(`setup.stun.${row.finding.kind}`);
    case 'turn-udp':
    case 'turn-tcp':
    case 'turn-tls':
      return turnText(t, row.finding);
    case 'camera': {
      const { finding } = row;
      return finding.kind === 'delivers'
        ? t('setup.camera.delivers', finding)
        : t(`setup.camera.${finding.kind}`);
    }
    case 'microphone': {
      const { finding } = row;
      return finding.kind === 'delivers'
        ? t('setup.microphone.delivers', finding)
        : t(`setup.microphone.${finding.kind}`);
    }
    case 'speaker':
      return t(`setup.speaker.${row.finding.kind}`);
    case 'loopback': {
      const { finding } = row;
      return finding.kind === 'flows'
        ? t('setup.loopback.flows', { ms: Math.round(finding.firstFrameMs) })
        : t(`setup.loopback.${finding.kind}`);
    }
  }
}

function serverText(t: SetupText, finding: (DoneRow & { step: 'server' })['finding']): string {
  switch (finding.kind) {
    case 'reached':
    case 'app-too-old':
    case 'server-too-old':
      return t(`setup.server.${finding.kind}`, { version: finding.version });
    case 'clock-off':
      return t('setup.server.clock-off', {
        count: Math.round(Math.abs(finding.skewMs) / 60_000),
      });
    default:
      return t(`setup.server.${finding.kind}`);
  }
}

function turnText(t: SetupText, finding: TurnFinding): string {
  return finding.kind === 'refused'
    ? t('setup.turn.refused', { code: finding.code })
    : t(`setup.turn.${finding.kind}`);
}

type CureKey = Extract<keyof SetupCatalog, `setup.cure.${string}`>;

const isCure = (key: string): key is CureKey => key in setupTexts.en;

/** What to do about it; `null` where nothing has to be done. */
export function cureOf(t: SetupText, { step, finding }: DoneRow): string | null {
  const key = `setup.cure.${step.startsWith('turn-') ? 'turn' : step}.${finding.kind}`;
  return isCure(key) ? t(key) : null;
}
