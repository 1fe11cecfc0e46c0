import { expect, it } from 'vitest';
import { VirtualClock } from '../../../../testing/clock.ts';
import { settled } from '../../../../testing/settled.ts';
import type { ScreenSource, ScreenSources } from '../../../calls/screen-picker.ts';
import { createScreenChoice } from './screen-choice.ts';

const source = (id: string, picture: string | null = null): ScreenSource => ({
  id,
  kind: id.startsWith('screen') ? 'screen' : 'window',
  name: id,
  picture,
});
const listed = (...sources: ScreenSource[]): ScreenSources => ({ outcome: 'listed', sources });

async function setUp(first: ScreenSources) {
  const clock = new VirtualClock();
  const there = { now: first, asked: 0 };
  const choice = createScreenChoice(
    {
      sources: async () => {
        there.asked += 1;
        return there.now;
      },
    },
    clock,
  );
  await settled();
  return { clock, there, choice };
}

it('picks the first screen, until somebody picks another', async () => {
  const { choice } = await setUp(listed(source('screen:0:0'), source('window:7:0')));
  expect(choice.picked.value?.id).toBe('screen:0:0');
  choice.pick('window:7:0');
  expect(choice.picked.value?.id).toBe('window:7:0');
});

it('takes the pictures anew, and keeps what is picked', async () => {
  const { choice, clock, there } = await setUp(listed(source('screen:0:0'), source('window:7:0')));
  choice.pick('window:7:0');
  there.now = listed(source('window:7:0', 'data:,'), source('screen:0:0'));
  clock.advance(2_000);
  await settled();
  expect(choice.picked.value).toEqual(source('window:7:0', 'data:,'));
});

it('has nothing picked when the picked window is closed', async () => {
  const { choice, clock, there } = await setUp(listed(source('screen:0:0'), source('window:7:0')));
  choice.pick('window:7:0');
  there.now = listed(source('screen:0:0'));
  clock.advance(2_000);
  await settled();
  expect(choice.picked.value).toBeNull();
});

it('waits for a press after a refusal', async () => {
  const { choice, clock, there } = await setUp({ outcome: 'refused' });
  clock.advance(60_000);
  await settled();
  expect(there.asked).toBe(1);
  there.now = listed(source('screen:0:0'));
  choice.retry();
  expect(choice.offer.value).toEqual({ outcome: 'reading' });
  await settled();
  expect(choice.picked.value?.id).toBe('screen:0:0');
});

it('looks no more when it is closed', async () => {
  const { choice, clock, there } = await setUp(listed());
  choice.close();
  clock.advance(60_000);
  await settled();
  expect(there.asked).toBe(1);
});
