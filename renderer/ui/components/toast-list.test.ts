import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../testing/clock.ts';
import { createToastList } from './toast-list.ts';

function setUp() {
  const clock = new VirtualClock();
  const list = createToastList(clock);
  return { clock, list, texts: () => list.toasts.value.map(({ text }) => text) };
}

const info = (text: string, topic?: string) => ({
  kind: 'info' as const,
  text,
  ...(topic !== undefined && { topic }),
});

describe('the toast list', () => {
  it('shows a toast for 6 s', () => {
    const { clock, list, texts } = setUp();
    list.show(info('a'));
    clock.advance(5_999);
    expect(texts()).toEqual(['a']);
    clock.advance(1);
    expect(texts()).toEqual([]);
  });

  it('gives more time where there is something to press', () => {
    const { clock, list, texts } = setUp();
    list.show({ ...info('a'), action: { label: 'Undo', run: () => {} } });
    clock.advance(11_999);
    expect(texts()).toEqual(['a']);
    clock.advance(1);
    expect(texts()).toEqual([]);
  });

  it('keeps the newest three', () => {
    const { clock, list, texts } = setUp();
    for (const text of ['a', 'b', 'c', 'd']) list.show(info(text));
    expect(texts()).toEqual(['b', 'c', 'd']);
    expect(clock.pending).toBe(3);
  });

  it('replaces an older toast of the same topic, and its time', () => {
    const { clock, list, texts } = setUp();
    list.show(info('unplugged', 'camera'));
    list.show(info('other'));
    clock.advance(5_000);
    list.show(info('back', 'camera'));
    expect(texts()).toEqual(['other', 'back']);
    clock.advance(1_000);
    expect(texts()).toEqual(['back']);
  });

  it('stops the clock while somebody reads, and starts it anew afterwards', () => {
    const { clock, list, texts } = setUp();
    list.show(info('a'));
    const release = list.hold();
    list.show(info('b'));
    clock.advance(60_000);
    expect(texts()).toEqual(['a', 'b']);
    release();
    clock.advance(6_000);
    expect(texts()).toEqual([]);
  });

  it('leaves no timer behind a dismissed toast', () => {
    const { clock, list } = setUp();
    list.show(info('a'));
    list.dismiss(list.toasts.value[0]?.id ?? -1);
    expect(list.toasts.value).toEqual([]);
    expect(clock.pending).toBe(0);
  });
});
