import type { DoneRow, Finding, StepId, StepRow } from '../../../../setup/model.ts';
import { type SetupText, setupTexts } from '../../../i18n/setup.ts';

/** Says a text by a key that is put together; a test checks that every finding has one. */
type SayFound = (key: string, values: Readonly<Record<string, string | number>>) => string;

/** What a step tries, as a heading. */
export function nameOf(t: SetupText, row: StepRow): string {
  const isNoRelay = row.state === 'done' && row.finding.kind === 'no-relay';
  return t(isNoRelay ? 'setup.step.noRelay' : `setup.step.${row.step}`);
}

/** What a step found, with its cause. */
export function textOf(t: SetupText, { step, finding }: DoneRow): string {
  return (t as SayFound)(`setup.${groupOf(step)}.${finding.kind}`, valuesOf(finding));
}

/** What to do about it; `null` where nothing has to be done. */
export function cureOf(t: SetupText, { step, finding }: DoneRow): string | null {
  const key = `setup.cure.${groupOf(step)}.${finding.kind}`;
  return key in setupTexts.en ? (t as SayFound)(key, {}) : null;
}

/** The relays share their texts. */
const groupOf = (step: StepId): string => (step.startsWith('turn-') ? 'turn' : step);

/** What was measured, in whole numbers; `count` is how many minutes a clock is off. */
function valuesOf(finding: Finding): Record<string, string | number> {
  const values = Object.entries(finding).map(([name, value]) => [
    name,
    typeof value === 'number' ? Math.round(value) : value,
  ]);
  const count = Math.round(Math.abs(Number(finding['skewMs'] ?? 0)) / 60_000);
  return { ...Object.fromEntries(values), count };
}
