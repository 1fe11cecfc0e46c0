import type { RingingAction, RingingCall } from '@tatap/protocol/ipc';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createLogger } from '../log/log.ts';
import { reactToCrash } from './crash.ts';
import { Ringing } from './ringing.ts';

vi.mock('electron', () => ({ app: {}, dialog: {} }));

const call = (callId: string): RingingCall => ({
  callId,
  from: { id: 'rina', displayName: 'Rina', isContact: true },
  media: 'video',
  unconfirmed: false,
  language: 'en',
  theme: 'system',
});

describe('ringing', () => {
  let done: string[];
  let acted: RingingAction[];
  let mayNotify: boolean;
  let mainInFront: boolean;
  let ringing: Ringing;

  beforeEach(() => {
    done = [];
    acted = [];
    mayNotify = true;
    mainInFront = false;
    ringing = new Ringing(
      {
        window: { show: () => done.push('window'), hide: () => done.push('no window') },
        notify: () => {
          done.push('notification');
          return { close: () => done.push('no notification') };
        },
        attract: () => {
          done.push('flash');
          return () => done.push('no flash');
        },
        mayNotify: () => mayNotify,
        isMainInFront: () => mainInFront,
        acted: (action) => acted.push(action),
        focusMain: () => done.push('focus'),
      },
      createLogger(() => undefined),
    );
  });

  test('shows everything, and takes all of it away', () => {
    ringing.show(call('a'));
    expect(done).toEqual(['flash', 'window', 'notification']);
    expect(ringing.current()?.callId).toBe('a');
    done.length = 0;
    ringing.hide();
    ringing.hide();
    expect(done).toEqual(['no flash', 'no notification', 'no window']);
    expect(ringing.current()).toBeNull();
  });

  test('only asks for attention where notifications are off', () => {
    mayNotify = false;
    ringing.show(call('a'));
    expect(done).toEqual(['flash']);
  });

  test('leaves it to the card of the main window while that is in front', () => {
    mainInFront = true;
    ringing.show(call('a'));
    expect(done).toEqual(['flash']);
    expect(ringing.current()?.callId).toBe('a');
  });

  test('goes to the small window when the main one is left, and back to the card', () => {
    mainInFront = true;
    ringing.show(call('a'));
    mainInFront = false;
    ringing.mainWindowChanged();
    ringing.mainWindowChanged();
    expect(done).toEqual(['flash', 'window', 'notification']);
    mainInFront = true;
    ringing.mainWindowChanged();
    expect(done.slice(3)).toEqual(['no notification', 'no window']);
    ringing.hide();
    expect(done.slice(5)).toEqual(['no flash']);
  });

  test('a window that changes while nothing rings shows nothing', () => {
    ringing.mainWindowChanged();
    expect(done).toEqual([]);
  });

  test('accepting ends it, tells the page and brings it to the front', () => {
    ringing.show(call('a'));
    done.length = 0;
    ringing.act({ action: 'accept', callId: 'a', media: 'audio' });
    expect(acted).toEqual([{ action: 'accept', callId: 'a', media: 'audio' }]);
    expect(done).toEqual(['no flash', 'no notification', 'no window', 'focus']);
  });

  test('declining ends it and leaves the person where they are', () => {
    ringing.show(call('a'));
    ringing.act({ action: 'decline', callId: 'a', text: 'Later' });
    expect(acted).toHaveLength(1);
    expect(done).not.toContain('focus');
  });

  test('a press on accept is told, and goes on ringing', () => {
    ringing.show(call('a'));
    done.length = 0;
    ringing.act({ action: 'press', callId: 'a', media: 'video' });
    ringing.act({ action: 'release', callId: 'a' });
    ringing.act({ action: 'press', callId: 'b', media: 'video' });
    expect(acted).toEqual([
      { action: 'press', callId: 'a', media: 'video' },
      { action: 'release', callId: 'a' },
    ]);
    expect(done).toEqual([]);
    expect(ringing.current()?.callId).toBe('a');
  });

  test('a small window that is gone lets go of what was held down in it', () => {
    ringing.letGo();
    expect(acted).toEqual([]);
    ringing.show(call('a'));
    ringing.letGo();
    expect(acted).toEqual([{ action: 'release', callId: 'a' }]);
    expect(ringing.current()?.callId).toBe('a');
  });

  test('a late answer, to a call that rings no more, does nothing', () => {
    ringing.show(call('a'));
    ringing.show(call('b'));
    ringing.act({ action: 'accept', callId: 'a', media: 'video' });
    expect(acted).toEqual([]);
    expect(ringing.current()?.callId).toBe('b');
    ringing.act({ action: 'decline', callId: 'b' });
    ringing.act({ action: 'decline', callId: 'b' });
    expect(acted).toHaveLength(1);
  });
});

test('a crashed page is loaded again, but not in a circle', () => {
  expect(reactToCrash('crashed', null, 1_000)).toBe('reload');
  expect(reactToCrash('oom', 1_000, 60_999)).toBe('ask');
  expect(reactToCrash('crashed', 1_000, 61_000)).toBe('reload');
  expect(reactToCrash('clean-exit', null, 1_000)).toBe('ignore');
});
