import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aSample } from '../../testing/quality.ts';
import { type Evidence, judge, viewOf } from './judge.ts';
import { well } from './verdict.ts';

const calm: Evidence = {
  samples: [aSample(), aSample()],
  strainMs: 5,
  leastRoundTripMs: 20,
  line: 'unknown',
  ownPicture: 'sent',
  peer: null,
  peerPicture: 'sent',
};

const peer = {
  loss: 0,
  concealed: 0,
  framesPerSecond: 30,
  limited: 'nothing',
  line: 'unknown',
} as const;

const losing = (lost: number) => aSample({ receiving: { loss: { lost, expected: 100 } } });
const slow = (availableBps: number, camera = {}) => aSample({ availableBps, sending: { camera } });

const given = (change: Partial<Evidence>) => judge({ ...calm, ...change });

describe('a call is', () => {
  it('good when nothing is wrong', () => {
    expect(given({})).toEqual(well);
    expect(given({ peer, line: 'slow' })).toEqual(well);
    expect(given({ samples: [losing(1)] }).level).toBe('good');
  });

  it.each([
    [2, 'fair'],
    [7, 'fair'],
    [8, 'poor'],
  ] as const)('%d %% loss: %s', (lost, level) => {
    expect(given({ samples: [losing(lost)] })).toEqual({
      level,
      cause: { kind: 'loss', where: 'between', share: lost / 100 },
    });
  });

  it('of the worse direction, as the other side counts what it receives', () => {
    expect(given({ samples: [losing(3)], peer: { ...peer, loss: 0.12 } })).toMatchObject({
      level: 'poor',
      cause: { share: 0.12 },
    });
  });

  it('not losing packets where hardly any were on the way', () => {
    const samples = [aSample({ receiving: { loss: { lost: 2, expected: 8 } } })];
    expect(given({ samples })).toEqual(well);
  });

  it.each([
    ['here', 'lossy', 'good'],
    ['there', 'good', 'lossy'],
    // Both lose, or nobody knows of one: no line alone is to blame.
    ['between', 'lossy', 'lossy'],
    ['between', 'lossy', 'unknown'],
    ['between', 'unknown', 'lossy'],
    ['between', 'lossy', 'fast'],
    ['between', 'good', 'good'],
  ] as const)('losing %s: own line %s, theirs %s', (where, line, theirs) => {
    const verdict = given({ samples: [losing(12)], line, peer: { ...peer, line: theirs } });
    expect(verdict.cause).toEqual({ kind: 'loss', where, share: 0.12 });
  });

  it.each([
    ['here', 'slow', 'good'],
    ['here', 'slow', 'slow'],
    ['here', 'slow', 'fast'],
    ['there', 'good', 'slow'],
    ['there', 'fast', 'slow'],
    ['between', 'slow', 'unknown'],
    ['between', 'good', 'good'],
  ] as const)('slow %s: own line %s, theirs %s', (where, line, theirs) => {
    const verdict = given({ samples: [slow(134_000)], line, peer: { ...peer, line: theirs } });
    expect(verdict).toEqual({ level: 'poor', cause: { kind: 'slow', where } });
  });

  it('slow only where the picture wants more', () => {
    const content = { bitrateBps: 40_000, targetBps: 70_000 };
    expect(given({ samples: [slow(180_000, content)] })).toEqual(well);
    expect(given({ samples: [slow(290_000)] }).level).toBe('fair');
    const still = { ...content, framesPerSecond: 1 };
    expect(given({ samples: [slow(180_000, still)] }).level).toBe('fair');
    expect(given({ ownPicture: 'paused' }).level).toBe('poor');
  });

  it('slow where packets queue before a line that is known to be slow', () => {
    const samples = [
      aSample({
        availableBps: 140_000,
        roundTripMs: 300,
        sending: { camera: { bitrateBps: 25_000, targetBps: 30_000 } },
      }),
    ];
    const cause = (line: Evidence['line'], theirs: Evidence['line']) =>
      given({ samples, line, peer: { ...peer, line: theirs } }).cause;
    expect(cause('slow', 'good')).toEqual({ kind: 'slow', where: 'here' });
    expect(cause('good', 'slow')).toEqual({ kind: 'slow', where: 'there' });
    // Nobody's line is slow: the way became longer.
    expect(cause('good', 'good').kind).toBe('delay');
    expect(cause('unknown', 'unknown').kind).toBe('delay');
    expect(given({ samples, leastRoundTripMs: 290, line: 'slow', peer }).cause.kind).toBe('delay');
    expect(viewOf({ ...calm, samples, line: 'slow' }).limited).toBe('network');
    expect(viewOf({ ...calm, samples, line: 'good' }).limited).toBe('nothing');
  });

  it('slow, and not losing, where the line is known to be slow: it loses what does not fit', () => {
    const samples = [
      aSample({ availableBps: 134_000, receiving: { loss: { lost: 20, expected: 100 } } }),
    ];
    const known = { line: 'slow', peer: { ...peer, line: 'good' } } as const;
    expect(given({ samples, ...known }).cause.kind).toBe('slow');
    // Also where the estimate alone would be fair.
    const fairly = samples.map((sample) => ({ ...sample, availableBps: 185_000 }));
    const slowHere = { level: 'poor', cause: { kind: 'slow', where: 'here' } };
    expect(given({ samples: fairly, ...known })).toEqual(slowHere);
    expect(given({ samples }).cause.kind).toBe('loss');
  });

  it('slow where the other side says so', () => {
    const says = { ...peer, limited: 'network', line: 'slow' } as const;
    const there = { kind: 'slow', where: 'there' };
    expect(given({ line: 'good', peer: says })).toEqual({ level: 'fair', cause: there });
    expect(given({ line: 'good', peer: says, peerPicture: 'paused' }).level).toBe('poor');
    const samples = [aSample({ receiving: { camera: { framesPerSecond: 4 } } })];
    expect(given({ line: 'good', peer: says, samples }).level).toBe('poor');
  });

  it('too much for this computer', () => {
    const cause = { kind: 'processor', where: 'here' };
    expect(given({ strainMs: 60 })).toEqual({ level: 'fair', cause });
    expect(given({ strainMs: 200 })).toEqual({ level: 'poor', cause });
    const working = aSample({ sending: { camera: { encodeMs: 31 } } });
    expect(given({ samples: [working] })).toEqual({ level: 'fair', cause });
    const said = aSample({ sending: { camera: { limitedBy: 'cpu' } } });
    expect(given({ samples: [said, aSample(), said] })).toEqual({ level: 'fair', cause });
    expect(given({ samples: [said, aSample()] })).toEqual(well);
  });

  it('too much for theirs', () => {
    expect(given({ peer: { ...peer, limited: 'processor' } })).toEqual({
      level: 'fair',
      cause: { kind: 'processor', where: 'there' },
    });
  });

  it('far away', () => {
    const away = (roundTripMs: number) => given({ samples: [aSample({ roundTripMs })] });
    expect(away(249)).toEqual(well);
    expect(away(250)).toEqual({ level: 'fair', cause: { kind: 'delay', roundTripMs: 250 } });
    expect(away(700).level).toBe('poor');
  });

  it('as bad as the worst that is wrong with it', () => {
    const samples = [aSample({ roundTripMs: 300, receiving: { loss: { lost: 9, expected: 90 } } })];
    expect(given({ samples, strainMs: 60 }).cause.kind).toBe('loss');
  });
});

describe('the other side', () => {
  it('is told what is received, and what holds this side back', () => {
    const view = viewOf({ ...calm, samples: [losing(12), losing(13)], line: 'lossy' });
    expect(view).toEqual({
      loss: 0.125,
      concealed: 0,
      framesPerSecond: 30,
      limited: 'nothing',
      line: 'lossy',
    });
    expect(viewOf({ ...calm, samples: [slow(134_000)] }).limited).toBe('network');
    expect(viewOf({ ...calm, strainMs: 60, samples: [slow(134_000)] }).limited).toBe('processor');
  });

  it('learns nothing where there is nothing', () => {
    const samples = [aSample({ receiving: { loss: { lost: 0, expected: 5 }, camera: null } })];
    expect(viewOf({ ...calm, samples })).toMatchObject({ loss: null, framesPerSecond: null });
  });

  it('reads the same call from the other end', () => {
    const line = fc.constantFrom('unknown', 'fast', 'good', 'lossy', 'slow');
    const side = fc.record({
      lost: fc.integer({ min: 0, max: 50 }),
      bps: fc.integer({ min: 0, max: 600_000 }),
      line,
    });
    fc.assert(
      fc.property(side, side, (a, b) => {
        const evidence = ({ lost, bps, line }: typeof a): Evidence => {
          const loss = { lost, expected: 100 };
          const samples = [aSample({ availableBps: bps, receiving: { loss } })];
          return { ...calm, samples, line };
        };
        const [one, two] = [evidence(a), evidence(b)];
        const seen = judge({ ...one, peer: viewOf(two) }).cause;
        const other = judge({ ...two, peer: viewOf(one) }).cause;
        // Never do both blame the other, and what one loses by itself the other knows of.
        const blames = (cause: typeof seen) => 'where' in cause && cause.where === 'there';
        expect(blames(seen) && blames(other)).toBe(false);
        if (seen.kind === 'loss' && other.kind === 'loss') {
          expect(seen.share).toBe(other.share);
          const flipped = { here: 'there', there: 'here', between: 'between' } as const;
          expect(other.where).toBe(flipped[seen.where]);
        }
      }),
    );
  });
});
