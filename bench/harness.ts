/** What was measured once, in the benchmark's unit. */
export interface Sample {
  readonly value: number;
  /** Processor time in ms that the machine's host took from it. */
  readonly stolenMs: number;
}

/** One way of doing the measured thing. A number is a sample of which nobody knows what was taken. */
export interface Variant {
  measure(): Promise<number | Sample>;
  close(): Promise<void>;
}

/** A benchmark: what Tatap does, beside a baseline of the same run. */
export interface Benchmark {
  readonly name: string;
  readonly unit: string;
  /** Samples per variant, after those that are thrown away. */
  readonly samples: number;
  /** Samples thrown away, because they pay for warming up; one where it is left out. */
  readonly warmUps?: number;
  subject(): Promise<Variant>;
  baseline(): Promise<Variant>;
}

/** What is printed for one series of samples. */
export interface Summary {
  readonly name: string;
  readonly unit: string;
  readonly n: number;
  readonly median: number;
  readonly p95: number;
  readonly min: number;
  readonly max: number;
  /** Samples thrown away, because the machine's host took processor time from them. */
  readonly disturbed: number;
}

/** Samples in a row that are thrown away, before the next is taken as it is. */
const patience = 5;

/** Summarises samples; p95 is the nearest-rank percentile. */
export function summarise(
  name: string,
  unit: string,
  samples: readonly number[],
  disturbed = 0,
): Summary {
  if (samples.length === 0) throw new Error(`${name}: no samples`);
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (quantile: number) =>
    sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(quantile * sorted.length) - 1))] ?? 0;
  const middle = sorted.length / 2;
  const median = sorted.length % 2 === 0 ? (at(0.5) + (sorted[middle] ?? 0)) / 2 : at(0.5);
  return {
    name,
    unit,
    n: sorted.length,
    median: round(median),
    p95: round(at(0.95)),
    min: round(sorted[0] ?? 0),
    max: round(sorted.at(-1) ?? 0),
    disturbed,
  };
}

/**
 * Runs a benchmark with its variants taking turns, so that noise of the machine falls on both, and
 * prints two JSON lines.
 */
export async function run(benchmark: Benchmark): Promise<void> {
  const subject = await benchmark.subject();
  try {
    const baseline = await benchmark.baseline();
    try {
      await sample(benchmark, subject, baseline);
    } finally {
      await baseline.close();
    }
  } finally {
    await subject.close();
  }
}

async function sample(benchmark: Benchmark, subject: Variant, baseline: Variant): Promise<void> {
  const ours: Series = { values: [], disturbed: 0 };
  const theirs: Series = { values: [], disturbed: 0 };
  const warmUps = benchmark.warmUps ?? 1;
  for (let round = 0; round < benchmark.samples + warmUps; round++) {
    const pair = [
      { variant: subject, into: ours },
      { variant: baseline, into: theirs },
    ];
    // Who goes first changes each round, so that neither always inherits a warm or busy machine.
    for (const { variant, into } of round % 2 === 0 ? pair : pair.reverse()) {
      const { value, disturbed } = await undisturbed(variant);
      if (round < warmUps) continue;
      into.values.push(value);
      into.disturbed += disturbed;
    }
  }
  const { name, unit } = benchmark;
  print(summarise(name, unit, ours.values, ours.disturbed));
  print(summarise(`${name}.baseline`, unit, theirs.values, theirs.disturbed));
}

interface Series {
  readonly values: number[];
  disturbed: number;
}

/**
 * A sample from which the machine's host has taken nothing: both variants are measured again, until
 * there is one. What a neighbour does weighs most on what wakes the most threads.
 */
async function undisturbed(variant: Variant): Promise<{ value: number; disturbed: number }> {
  for (let disturbed = 0; ; disturbed += 1) {
    const sample = await variant.measure();
    if (typeof sample === 'number') return { value: sample, disturbed };
    if (sample.stolenMs === 0 || disturbed === patience) return { value: sample.value, disturbed };
  }
}

function print(summary: Summary): void {
  process.stdout.write(`${JSON.stringify(summary)}\n`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
