import { beforeEach, expect, it, vi } from 'vitest';
import type { HeldPhase } from './call-machine.ts';
import { Report } from './report.ts';
import { CallStories } from './story.ts';

const ana = { address: { account: 'ana', device: 'a' }, id: 'a' };
const call = (phase: HeldPhase, callId = 'one') => ({
  callId,
  phase,
  person: 'budi',
  device: 'b',
  since: 0,
});

let report: Report;
let stories: CallStories;
beforeEach(() => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  report = new Report();
  stories = new CallStories(report);
  return () => vi.restoreAllMocks();
});

it.each(['accepted', 'running'] as const)('a call that was %s ends by an act alone', (phase) => {
  stories.ended(ana, call(phase), 'gone');
  expect(report.deviations).toBe(1);
});

it('an act explains the end of its call, and of a call that its invite may have joined', () => {
  stories.mayEnd(ana, call('outgoing'), 'cancelled');
  stories.ended(ana, call('running'), 'hung-up');
  stories.ended(ana, call('running', 'the crossing one'), 'hung-up');
  expect(report.deviations).toBe(0);
});

it('what rings may end at any time, and what was answered elsewhere goes on there', () => {
  stories.ended(ana, call('incoming'), 'gone');
  stories.ended(ana, call('accepted'), 'answered-elsewhere');
  expect(report.deviations).toBe(0);
});
