import { signal } from '@preact/signals-core';
import { describe, expect, it } from 'vitest';
import type { CallSnapshot } from '../calls/model.ts';
import type { Ownership } from '../pages/ownership.ts';
import { runWhileOwner } from './owner.ts';

function run() {
  const ownership = signal<Ownership>({ state: 'unknown' });
  const calls = signal<readonly CallSnapshot[]>([]);
  const did: string[] = [];
  const stop = runWhileOwner({
    pages: {
      ownership,
      takeOver: () => {},
      setInCall: (inCall) => did.push(inCall ? 'in call' : 'no call'),
      close: () => {},
    },
    calls,
    begin: () => did.push('begin'),
    end: () => did.push('end'),
  });
  did.length = 0;
  return { ownership, calls, did, stop };
}

const elsewhere = { state: 'elsewhere', inCall: false, taking: false } as const;

describe('a page of a profile', () => {
  it('begins nothing before it is known to own the profile, nor while another page does', () => {
    const { ownership, did } = run();
    ownership.value = elsewhere;
    ownership.value = { ...elsewhere, inCall: true };
    expect(did).toEqual([]);
  });

  it('begins once when it owns the profile, and ends at once when another page does', () => {
    const { ownership, did, stop } = run();
    ownership.value = { state: 'here' };
    ownership.value = { state: 'here' };
    expect(did).toEqual(['begin']);
    ownership.value = elsewhere;
    expect(did).toEqual(['begin', 'end']);
    ownership.value = { state: 'here' };
    stop();
    ownership.value = elsewhere;
    expect(did).toEqual(['begin', 'end', 'begin']);
  });

  it('tells of a call that would end with it, and of none that only rings here', () => {
    const { calls, did } = run();
    const peer = { id: 'budi', name: 'Budi', isContact: true };
    const facts = { callId: 'c', media: 'video', members: [{ peer }] } as const;
    calls.value = [{ phase: 'incoming', ...facts } as unknown as CallSnapshot];
    expect(did).toEqual([]);
    calls.value = [{ phase: 'connecting', ...facts } as unknown as CallSnapshot];
    calls.value = [];
    expect(did).toEqual(['in call', 'no call']);
  });
});
