import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recording } from './recordings.fixture.ts';
import { readReport } from './report.ts';
import { hasArrivals, type Sample, sampleOf } from './sample.ts';

function samplesOf(name: Parameters<typeof recording>[0], side: 'a' | 'b'): Sample[] {
  const readings = recording(name, side).map(({ reading }) => reading);
  return readings.slice(1).flatMap((after, index) => {
    const before = readings[index];
    return before === undefined ? [] : [sampleOf(before, after)];
  });
}

const pair = (id: string) => ({
  id,
  type: 'candidate-pair',
  localCandidateId: 'L',
  remoteCandidateId: 'R',
});

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('a second of a call', () => {
  const samples = samplesOf('good', 'a');

  it('has the picture and the sound of both directions', () => {
    const fps = (pick: (sample: Sample) => number | undefined) =>
      mean(samples.map((sample) => pick(sample) ?? 0));
    expect(fps(({ sending }) => sending.camera?.framesPerSecond)).toBeCloseTo(30, 0);
    expect(fps(({ receiving }) => receiving.camera?.framesPerSecond)).toBeCloseTo(30, 0);
    for (const { sending, receiving } of samples) {
      expect(sending.camera).toMatchObject({ codec: 'VP8', width: 640, height: 360 });
      expect(sending.camera?.encodeMs).toBeGreaterThan(1);
      expect(sending.camera?.sourceFramesPerSecond).toBeGreaterThanOrEqual(29);
      expect(receiving.camera).toMatchObject({ width: 640, freezes: 0 });
      expect(receiving.sound).toMatchObject({ codec: 'opus', concealed: 0 });
      expect(receiving.sound?.bitrateBps).toBeGreaterThan(10_000);
      expect([sending.screen, receiving.screen]).toEqual([null, null]);
    }
  });

  it('names the path', () => {
    expect(samples[0]?.path).toEqual({
      kind: 'direct',
      local: 'srflx',
      remote: 'srflx',
      protocol: 'udp',
      relayProtocol: null,
    });
    expect(samples[0]?.roundTripMs).toBeLessThan(10);
    expect(samples[0]?.availableBps).toBeGreaterThan(5_000_000);
  });

  it('counts what was lost on the way here', () => {
    const total = (side: 'a' | 'b', direction: 'sending' | 'receiving') => {
      const losses = samplesOf('loss-a', side).map((sample) => sample[direction].loss);
      const lost = losses.reduce((sum, loss) => sum + loss.lost, 0);
      return lost / losses.reduce((sum, loss) => sum + loss.expected, 0);
    };
    for (const side of ['a', 'b'] as const) {
      expect(total(side, 'receiving')).toBeGreaterThan(0.06);
      expect(total(side, 'receiving')).toBeLessThan(0.18);
      expect(total(side, 'sending')).toBeGreaterThan(0.03);
    }
  });

  it('says through what a relay is reached', () => {
    const candidate = { id: 'L', type: 'local-candidate', candidateType: 'relay' };
    const reading = readReport(0, [
      { ...candidate, protocol: 'udp', relayProtocol: 'tls' },
      { id: 'R', type: 'remote-candidate', candidateType: 'host' },
      { id: 'P', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R' },
      { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
    ]);
    const { path } = sampleOf(reading, reading);
    expect(path).toMatchObject({ kind: 'relay', local: 'relay', relayProtocol: 'tls' });
  });

  it('is empty while nothing comes', () => {
    const [first, second] = recording('good', 'a');
    if (first === undefined || second === undefined) throw new Error('no recording');
    expect(hasArrivals(first.reading, second.reading)).toBe(true);
    expect(hasArrivals(second.reading, second.reading)).toBe(false);
    expect(sampleOf(second.reading, second.reading).receiving.camera).toBeNull();
  });

  it('is also of media that come over another path than the one chosen here', () => {
    const at = (pairs: object, media: object) =>
      readReport(0, [
        { id: 'T', type: 'transport', selectedCandidatePairId: 'P' },
        { ...pair('P'), packetsReceived: 4 },
        { ...pair('Q'), ...pairs },
        { id: 'I', type: 'inbound-rtp', kind: 'audio', mid: '0', ...media },
      ]);
    const nothing = at({}, {});
    expect(hasArrivals(nothing, nothing)).toBe(false);
    expect(hasArrivals(nothing, at({ packetsReceived: 1 }, {}))).toBe(true);
    expect(hasArrivals(nothing, at({}, { packetsReceived: 1 }))).toBe(true);
  });

  it('is also of a browser that counts bytes of a path, and no packets', () => {
    const at = (bytesReceived: number) => readReport(0, [{ ...pair('P'), bytesReceived }]);
    expect(hasArrivals(at(100), at(100))).toBe(false);
    expect(hasArrivals(at(100), at(101))).toBe(true);
    // A new path counts from nothing.
    expect(hasArrivals(at(100), readReport(0, [{ ...pair('R'), bytesReceived: 7 }]))).toBe(true);
  });

  it('is of finite, sensible numbers whatever the counters do', () => {
    const number = fc.option(fc.integer({ min: -10, max: 1_000_000 }), { nil: undefined });
    const stream = (type: string, id: string, kind: string, mid: string) =>
      fc.record({
        type: fc.constant(type),
        id: fc.constant(id),
        kind: fc.constant(kind),
        mid: fc.constant(mid),
        mediaSourceId: fc.constant('S'),
        bytesSent: number,
        bytesReceived: number,
        packetsSent: number,
        packetsReceived: number,
        packetsLost: number,
        framesEncoded: number,
        framesDecoded: number,
        totalEncodeTime: number,
        concealedSamples: number,
        silentConcealedSamples: number,
        totalSamplesReceived: number,
      });
    const entries = fc.tuple(
      stream('outbound-rtp', 'O', 'video', '1'),
      stream('inbound-rtp', 'I', 'video', '1'),
      stream('inbound-rtp', 'A', 'audio', '0'),
      stream('remote-inbound-rtp', 'RI', 'video', '1'),
    );
    fc.assert(
      fc.property(entries, entries, fc.integer({ min: 0, max: 5_000 }), (one, two, afterMs) => {
        const sample = sampleOf(readReport(0, one), readReport(afterMs, two));
        JSON.stringify(sample, (_, value) => {
          if (typeof value !== 'number') return value;
          expect(value).toBeGreaterThanOrEqual(0);
          expect(Number.isFinite(value)).toBe(true);
          return value;
        });
        expect(sample.receiving.sound?.concealed ?? 0).toBeLessThanOrEqual(1);
      }),
    );
  });
});
