import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recording } from './recordings.fixture.ts';
import { readReport } from './report.ts';

const inbound = { type: 'inbound-rtp', id: 'I', kind: 'audio', mid: '0', packetsReceived: 5 };

describe('a report', () => {
  it('is read as far as it has the form of the standard', () => {
    const reading = readReport(7, [
      inbound,
      { ...inbound, id: 'minus', packetsReceived: -5 },
      { ...inbound, id: 'words', bytesReceived: 'many' },
      { ...inbound, id: 'endless', bytesReceived: Number.POSITIVE_INFINITY },
      { type: 'something newer', id: 'N' },
      null,
      'text',
    ]);
    expect(reading.all('inbound-rtp').map(({ id }) => id)).toEqual(['I']);
  });

  it('finds the path in use among all that were tried', () => {
    const pair = (id: string) => ({
      type: 'candidate-pair',
      id,
      localCandidateId: 'L',
      remoteCandidateId: 'R',
    });
    const used = { type: 'transport', id: 'T', selectedCandidatePairId: 'second' };
    expect(readReport(0, [pair('first'), pair('second'), used]).pair?.id).toBe('second');
    expect(readReport(0, [pair('first')]).pair).toBeUndefined();
  });

  it('keeps no address', () => {
    const [first] = recording('good', 'a');
    expect(JSON.stringify(first?.entries)).toMatch(/203\.0\.113\./);
    const kept = ['local-candidate', 'remote-candidate', 'candidate-pair'] as const;
    for (const type of kept) {
      expect(JSON.stringify(first?.reading.all(type))).not.toMatch(/\d+\.\d+\.\d+\.\d+/);
    }
  });

  it('never throws', () => {
    const type = fc.constantFrom('inbound-rtp', 'outbound-rtp', 'candidate-pair', 'transport');
    const entry = fc.oneof(
      fc.anything(),
      fc.record({ type, id: fc.anything(), mid: fc.anything() }),
    );
    fc.assert(fc.property(fc.array(entry), (entries) => void readReport(0, entries).pair));
  });
});
