import { type Reading, readReport } from './report.ts';

/**
 * Statistics of real calls, once a second, cut down to what is read: two Chromium in the network
 * lab with a flat picture. `loss-a`: 12 % of packets each way on the line of a; `rate-a`, `rate-b`:
 * 150 kbit/s each way; `cpu-a`: the page of a gets a twentieth of its processor.
 */
export type RecordingName = 'good' | 'loss-a' | 'rate-a' | 'rate-b' | 'cpu-a';

export interface Recorded {
  readonly reading: Reading;
  readonly entries: readonly unknown[];
  /** How late the page was to do what it should. */
  readonly lateMs: number;
}

interface Line {
  readonly side: 'a' | 'b';
  readonly at: number;
  readonly lateMs: number;
  readonly entries: readonly unknown[];
}

const files = import.meta.glob<string>('./fixtures/*.jsonl', {
  eager: true,
  import: 'default',
  query: '?raw',
});

/** What one side saw. */
export function recording(name: RecordingName, side: 'a' | 'b'): readonly Recorded[] {
  const text = files[`./fixtures/${name}.jsonl`];
  if (text === undefined) throw new Error(`no recording ${name}`);
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
    .filter((line) => line.side === side)
    .map(({ at, lateMs, entries }) => ({ reading: readReport(at, entries), entries, lateMs }));
}
