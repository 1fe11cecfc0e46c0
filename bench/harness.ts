/** One way of doing the measured thing; `measure` gives one sample in the benchmark's unit. */
export interface Variant {
  measure(): Promise<number>;
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
}

/** Summarises samples; p95 is the nearest-rank percentile. */
export function summarise(name: string, unit: string, samples: readonly number[]): Summary {
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
  const ours: number[] = [];
  const theirs: number[] = [];
  const warmUps = benchmark.warmUps ?? 1;
  for (let round = 0; round < benchmark.samples + warmUps; round++) {
    const pair = [
      { variant: subject, into: ours },
      { variant: baseline, into: theirs },
    ];
    // Who goes first changes each round, so that neither always inherits a warm or busy machine.
    for (const { variant, into } of round % 2 === 0 ? pair : pair.reverse()) {
      const value = await variant.measure();
      if (round >= warmUps) into.push(value);
    }
  }
  print(summarise(benchmark.name, benchmark.unit, ours));
  print(summarise(`${benchmark.name}.baseline`, benchmark.unit, theirs));
}

function print(summary: Summary): void {
  process.stdout.write(`${JSON.stringify(summary)}\n`);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
