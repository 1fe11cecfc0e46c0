import { beforeEach, describe, expect, it } from 'vitest';
import { MissedLedger, Register } from './ledger.ts';

let time = 0;
const now = (): number => time;
beforeEach(() => {
  time = 0;
});

describe('a stored value', () => {
  it('must be what was acknowledged before a read began', () => {
    const name = new Register('Ana', now);
    time = 10;
    name.write('Ani').acknowledged();
    expect(name.allowed(10)).toEqual(['Ani']);
    expect(name.allowed(9)).toEqual(['Ana', 'Ani']);
  });

  it('may be what was written without an answer, until a later write is acknowledged', () => {
    const name = new Register('Ana', now);
    name.write('Ani');
    expect(name.possible).toEqual(['Ana', 'Ani']);
    time = 10;
    name.write('Anu').acknowledged();
    expect(name.possible).toEqual(['Anu']);
  });

  it('is as before where the write was refused', () => {
    const name = new Register('Ana', now);
    name.write('Ani').refused();
    expect(name.possible).toEqual(['Ana']);
  });
});

describe('missed calls', () => {
  it('are listed from when a device was told of them until one has taken them', () => {
    const missed = new MissedLedger(now);
    missed.told('one');
    time = 10;
    expect(missed.contradictions([], 10)).toEqual({ lost: ['one'], returned: [] });
    expect(missed.contradictions(['one'], 10)).toEqual({ lost: [], returned: [] });
    const take = missed.take(['one']);
    expect(missed.contradictions([], 10)).toEqual({ lost: [], returned: [] });
    take.acknowledged();
    expect(missed.contradictions(['one'], 10)).toEqual({ lost: [], returned: ['one'] });
  });

  it('that a snapshot was too early for, or that were answered, contradict nothing', () => {
    const missed = new MissedLedger(now);
    time = 10;
    missed.told('one');
    expect(missed.contradictions([], 9)).toEqual({ lost: [], returned: [] });
    missed.forget('one');
    missed.told('one');
    expect(missed.contradictions([], 10)).toEqual({ lost: [], returned: [] });
  });
});
