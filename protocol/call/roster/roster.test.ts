import { expect, it } from 'vitest';
import { directCall } from '../calls/state.ts';
import { states } from '../leg/samples.fixture.ts';
import { isInRoster, rosterOf } from './roster.ts';

it.each([
  ['outgoing', ['ringing', 'ringing']],
  ['incoming', ['ringing']],
  ['connecting', ['connecting']],
  ['active', ['active']],
  ['held', ['held']],
  ['ended', []],
] as const)('a call that is %s has one member, whose devices are %j', (phase, statuses) => {
  const roster = rosterOf(directCall(states[phase]));
  expect(roster).toMatchObject([{ id: 'budi', devices: statuses.map((status) => ({ status })) }]);
});

it('knows the devices of its members, and no others', () => {
  const roster = rosterOf(directCall(states.active));
  expect(isInRoster(roster, { account: 'budi', device: 'device-1' })).toBe(true);
  expect(isInRoster(roster, { account: 'budi', device: 'device-2' })).toBe(false);
  expect(isInRoster(roster, { account: 'sari', device: 'device-1' })).toBe(false);
});
