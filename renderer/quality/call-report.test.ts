import { describe, expect, it } from 'vitest';
import { aSample } from '../../testing/quality.ts';
import { CallTally, reportText } from './call-report.ts';
import { recording } from './recordings.fixture.ts';
import { sampleOf } from './sample.ts';
import { well } from './verdict.ts';

describe('the report of a call', () => {
  it('has means, extremes and times', () => {
    const tally = new CallTally('call');
    tally.add(aSample({ roundTripMs: 40 }), well);
    const slow = { level: 'poor', cause: { kind: 'slow', where: 'here' } } as const;
    const lost = aSample({
      roundTripMs: 60,
      sending: { camera: { bitrateBps: 100_000, width: 640, height: 360 } },
      receiving: {
        loss: { lost: 50, expected: 200 },
        camera: { freezes: 2, frozenMs: 900 },
      },
    });
    tally.add(lost, slow);
    expect(tally.report).toMatchObject({
      seconds: 2,
      levels: { good: 1, fair: 0, poor: 1 },
      causes: { well: 1, 'slow.here': 1 },
      paths: [{ kind: 'direct' }],
      roundTripMs: { mean: 50, least: 40, most: 60 },
      sending: {
        loss: 0,
        camera: { size: '640x360', bitrateBps: { least: 100_000, most: 1_400_000 } },
        screen: null,
      },
      receiving: { loss: 0.125, freezes: 2, frozenMs: 900, concealed: 0 },
    });
  });

  it('says so where there was nothing', () => {
    const { report } = new CallTally('call');
    expect(report).toMatchObject({ seconds: 0, roundTripMs: null, sending: { loss: null } });
  });

  it('is text that names nobody and holds no address', () => {
    const tally = new CallTally('0f0e0d0c-call');
    const [before, after] = recording('good', 'a');
    if (before === undefined || after === undefined) throw new Error('no recording');
    tally.add(sampleOf(before.reading, after.reading), well);
    const text = reportText(tally.report);
    expect(JSON.parse(text)).toMatchObject({ seconds: 1, paths: [{ local: 'srflx' }] });
    expect(text).not.toMatch(/\d+\.\d+\.\d+\.\d+|0f0e0d0c/);
  });
});
