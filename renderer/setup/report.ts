import type { HostInfo } from '../host.ts';
import type { DoneRow, SetupSnapshot } from './model.ts';

/** What a server says its version is, and nothing else that it might say there. */
const versionShape = /^\d{1,5}\.\d{1,5}\.\d{1,5}(?:-[a-z0-9.]{1,16})?$/i;

/**
 * A done check as text for whoever helps: one line per step, in codes that do not depend on the
 * language. Numbers and versions only: no address, name, ID or credential goes in.
 */
export function reportOf(snapshot: SetupSnapshot & { state: 'done' }, host: HostInfo): string {
  const { rows, startedAt, tookMs } = snapshot;
  return [
    `Tatap set-up check, ${new Date(startedAt).toISOString()}`,
    `app ${host.version}, ${host.kind}, ${host.platform}`,
    ...rows.map(lineOf),
    `took ${seconds(tookMs)}`,
    '',
  ].join('\n');
}

function lineOf(row: DoneRow): string {
  const { step, verdict, finding, tookMs } = row;
  const details = [...detailsOf(finding), `took ${seconds(tookMs)}`].join(', ');
  return `${verdict.padEnd(7)} ${step.padEnd(10)} ${finding.kind} (${details})`;
}

/** The numbers of a finding, and the server's version. */
function detailsOf(finding: DoneRow['finding']): string[] {
  return Object.entries(finding).flatMap(([name, value]) => {
    if (typeof value === 'number') return [`${name} ${Math.round(value)}`];
    return name === 'version' && versionShape.test(value) ? [`version ${value}`] : [];
  });
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
