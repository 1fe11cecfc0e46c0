import { maxCandidates } from '@tatap/protocol/signaling';
import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { CandidateBatcher, collectMs } from './candidate-batcher.ts';

let clock: VirtualClock;
let timers: 'punctual' | 'late';
/** What was said together, each by its text. */
let said: string[][];
let candidates: CandidateBatcher;
beforeEach(() => {
  clock = new VirtualClock();
  timers = 'punctual';
  said = [];
  candidates = new CandidateBatcher({
    clock,
    timersArePunctual: () => timers === 'punctual',
    say: (together) => said.push(together.map(({ candidate }) => candidate)),
  });
});

function find(candidate: string, tcpType: RTCIceTcpCandidateType | null = null): void {
  candidates.found({ candidate, tcpType } as RTCIceCandidate);
}

describe('candidates that are found', () => {
  it('within a moment are said together', () => {
    find('one');
    clock.advance(collectMs - 1);
    find('two');
    expect(said).toEqual([]);
    clock.advance(1);
    expect(said).toEqual([['one', 'two']]);
    find('three');
    clock.advance(collectMs);
    expect(said).toEqual([['one', 'two'], ['three']]);
  });

  it('are said at once with the last', () => {
    find('one');
    candidates.found(null);
    expect(said).toEqual([['one', '']]);
    expect(clock.pending).toBe(0);
  });

  it('are never said too many at a time', () => {
    for (let n = 0; n <= maxCandidates; n += 1) find(`candidate ${n}`);
    expect(said.map(({ length }) => length)).toEqual([maxCandidates]);
    candidates.flush();
    expect(said.map(({ length }) => length)).toEqual([maxCandidates, 1]);
    expect(clock.pending).toBe(0);
  });

  it('are said one by one where timers may be late', () => {
    find('one');
    timers = 'late';
    find('two');
    find('three');
    expect(said).toEqual([['one', 'two'], ['three']]);
    expect(clock.pending).toBe(0);
  });

  it('are kept to oneself where they would only open TCP connections', () => {
    find('active', 'active');
    find('passive', 'passive');
    candidates.flush();
    expect(said).toEqual([['passive']]);
  });

  it('are forgotten at the end', () => {
    find('one');
    candidates.drop();
    candidates.flush();
    expect(said).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});
