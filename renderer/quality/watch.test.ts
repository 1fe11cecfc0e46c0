import { signal } from '@preact/signals-core';
import type { BandwidthState, ControlMessage, QualityView } from '@tatap/protocol/control';
import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import type { PingResult } from './ports.ts';
import { type Recorded, type RecordingName, recording } from './recordings.fixture.ts';
import type { Sample } from './sample.ts';
import type { Verdict } from './verdict.ts';
import { watchQuality } from './watch.ts';

/** One person's end of a call, playing what was recorded. */
class End {
  readonly clock: VirtualClock;
  readonly peer = signal<QualityView | null>(null);
  readonly said: ControlMessage[] = [];
  readonly shown: Verdict[] = [];
  readonly samples: Sample[] = [];
  pings = 0;
  /** How long the server takes to answer, by the bytes of the question. */
  answer: (bytes: number) => PingResult = () => 10;
  plays: readonly Recorded[];
  attention: 'here' | 'elsewhere' = 'here';
  readonly close: () => void;
  #at = 0;

  constructor(clock: VirtualClock, plays: readonly Recorded[]) {
    this.clock = clock;
    this.plays = plays;
    this.close = watchQuality(
      {
        callId: 'call',
        peer: this.peer,
        peerBandwidth: signal<BandwidthState | null>(null),
        ownPicture: signal('sent'),
        link: { send: (message) => this.said.push(message), stats: () => this.#stats() },
      },
      {
        clock,
        attentive: () => this.attention === 'here',
        ping: async (bytes) => {
          this.pings += 1;
          return this.answer(bytes);
        },
        onSample: (sample, verdict) => {
          this.samples.push(sample);
          this.shown.push(verdict);
        },
      },
    );
  }

  async #stats(): Promise<readonly unknown[]> {
    const now = this.plays[Math.min(this.#at, this.plays.length - 1)];
    this.#at += 1;
    // A page that is late everywhere gets its statistics late, too.
    const lateMs = now?.lateMs ?? 0;
    if (lateMs > 0) await new Promise<void>((done) => this.clock.after(lateMs, done));
    return now?.entries ?? [];
  }

  get last(): Verdict | undefined {
    return this.shown.at(-1);
  }

  get cause() {
    return this.last?.cause;
  }
}

const oneClock = () => new VirtualClock(0);

async function pass(clock: VirtualClock, seconds: number): Promise<void> {
  for (let step = 0; step < seconds * 100; step++) {
    clock.advance(10);
    // Everything that waits for promises only.
    for (let turn = 0; turn < 10; turn++) await null;
  }
}

/** Both ends of a recorded call, each hearing what the other says. */
function call(name: RecordingName) {
  const clock = oneClock();
  const ends = { a: new End(clock, recording(name, 'a')), b: new End(clock, recording(name, 'b')) };
  return {
    clock,
    ...ends,
    async goesOn(seconds: number) {
      for (let second = 0; second < seconds; second++) {
        await pass(clock, 1);
        for (const [from, to] of [
          [ends.a, ends.b],
          [ends.b, ends.a],
        ] as const) {
          for (const message of from.said.splice(0)) {
            if (message.kind === 'quality') to.peer.value = message;
          }
        }
      }
    },
  };
}

describe('a recorded call', () => {
  it('that was good is good, and asks the server nothing', async () => {
    const { a, b, goesOn } = call('good');
    await goesOn(8);
    for (const end of [a, b]) {
      expect(end.shown.length).toBeGreaterThan(4);
      expect(end.shown.every(({ level }) => level === 'good')).toBe(true);
      expect(end.pings).toBe(0);
    }
  });

  it('that lost packets says how many, and on whose line', async () => {
    const { a, b, goesOn } = call('loss-a');
    // A lost packet makes an answer late.
    a.answer = () => (a.pings % 3 === 0 ? 230 : 10);
    await goesOn(11);
    expect(a.cause).toMatchObject({ kind: 'loss', where: 'here' });
    expect(b.cause).toMatchObject({ kind: 'loss', where: 'there' });
    for (const { cause } of [a, b]) {
      if (cause?.kind !== 'loss') throw new Error('no loss');
      expect(cause.share).toBeGreaterThan(0.06);
      expect(cause.share).toBeLessThan(0.2);
    }
  });

  it('that lost packets blames nobody without the server', async () => {
    const { a, b, goesOn } = call('loss-a');
    a.answer = () => 'failed';
    b.answer = () => 'failed';
    await goesOn(11);
    expect(a.cause).toMatchObject({ kind: 'loss', where: 'between' });
    expect(b.cause).toMatchObject({ kind: 'loss', where: 'between' });
  });

  it.each([
    ['rate-a', 'here', 'there'],
    ['rate-b', 'there', 'here'],
  ] as const)('over a slow line says whose: %s', async (name, forA, forB) => {
    const { a, b, goesOn } = call(name);
    const slow = name === 'rate-a' ? a : b;
    slow.answer = (bytes) => 10 + bytes / 10;
    await goesOn(14);
    expect(a.shown.map(({ cause }) => cause)).toContainEqual({ kind: 'slow', where: forA });
    expect(b.shown.map(({ cause }) => cause)).toContainEqual({ kind: 'slow', where: forB });
  });

  it('on a busy computer says whose', async () => {
    const { a, b, goesOn } = call('cpu-a');
    await goesOn(14);
    expect(a.cause).toEqual({ kind: 'processor', where: 'here' });
    expect(b.cause).toEqual({ kind: 'processor', where: 'there' });
    expect(a.pings).toBe(0);
  });
});

describe('the watch', () => {
  it('tells the other side every two seconds', async () => {
    const clock = oneClock();
    const end = new End(clock, recording('good', 'a'));
    await pass(clock, 7);
    expect(end.said.length).toBe(2);
    expect(end.said[0]).toMatchObject({ kind: 'quality', loss: 0, limited: 'nothing' });
  });

  it('does not take an outage for loss', async () => {
    const clock = oneClock();
    const [first, ...rest] = recording('good', 'a');
    if (first === undefined) throw new Error('no recording');
    const end = new End(clock, [first, ...rest.slice(0, 2), ...Array(5).fill(rest[1])]);
    await pass(clock, 8);
    const before = end.samples.length;
    // Everything that was sent meanwhile counts as lost when the path is mended.
    end.plays = rest.map((one) => ({
      ...one,
      entries: one.entries.map((entry) => {
        const counted = entry as { readonly type: string; readonly packetsLost?: number };
        return counted.type === 'inbound-rtp' ? { ...counted, packetsLost: 400 } : entry;
      }),
    }));
    await pass(clock, 3);
    expect(before).toBe(1);
    expect(end.shown.every(({ level }) => level === 'good')).toBe(true);
  });

  it('does not take a page in the background for a busy computer', async () => {
    const clock = oneClock();
    const end = new End(clock, recording('cpu-a', 'a'));
    end.attention = 'elsewhere';
    await pass(clock, 13);
    expect(end.last?.level).toBe('good');
  });

  it('leaves nothing behind', async () => {
    const clock = oneClock();
    const end = new End(clock, recording('loss-a', 'a'));
    await pass(clock, 6);
    expect(end.pings).toBeGreaterThan(0);
    end.close();
    const { length } = end.samples;
    await pass(clock, 5);
    expect(clock.pending).toBe(0);
    expect(end.samples.length).toBe(length);
  });
});
