import { signal } from '@preact/signals-core';
import { expect, it, vi } from 'vitest';
import { createCallWorld } from '../../testing/call.ts';
import { fakeTrack } from '../../testing/call-fakes.ts';
import { FakeCapturedScreen } from '../../testing/screens.ts';
import type { ScreenHost } from '../platform/platform.ts';
import { tieScreen } from './screen.ts';

it('the host says that the screen is shared for as long as it is, and can stop it', async () => {
  const world = createCallWorld();
  const shared = vi.fn();
  let stop = () => {};
  const host: ScreenHost = {
    givesSound: false,
    picker: { question: signal(null), sources: vi.fn(), choose: vi.fn() },
    outcome: vi.fn(),
    setShared: shared,
    onStop(listener) {
      stop = listener;
      return vi.fn();
    },
  };
  const untie = tieScreen(host, world.model);
  await world.talkToBudi();
  world.model.shareScreen();
  expect(shared).not.toHaveBeenCalled();
  const screen = new FakeCapturedScreen(fakeTrack('video'));
  await world.screens.answer({ outcome: 'captured', screen });
  expect(shared).toHaveBeenLastCalledWith(true);
  stop();
  expect(screen.life).toBe('stopped');
  expect(shared.mock.calls).toEqual([[true], [false]]);
  untie();
});
