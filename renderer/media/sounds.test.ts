import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { settled } from '../../testing/settled.ts';
import { silentLogger } from '../log.ts';
import { Sounds } from './sounds.ts';

/** Whether the browser lets this page make sounds, as after a touch. */
let touched = false;
let contexts: FakeContext[] = [];
let page: EventTarget;

/** An AudioContext under Chrome's autoplay policy: an early `resume` waits and is forgotten. */
class FakeContext {
  state: 'suspended' | 'running' | 'closed' = 'suspended';
  readonly destination = {};

  constructor() {
    contexts.push(this);
  }

  createBufferSource() {
    return Object.assign(new EventTarget(), {
      loop: false,
      buffer: null,
      connect() {},
      disconnect() {},
      start() {},
    });
  }

  createBuffer() {
    return { copyToChannel() {} };
  }

  resume(): Promise<void> {
    if (!touched) return new Promise(() => {});
    this.state = 'running';
    return Promise.resolve();
  }

  async close(): Promise<void> {
    this.state = 'closed';
  }
}

function touch(): void {
  touched = true;
  page.dispatchEvent(new Event('pointerup'));
}

beforeEach(() => {
  touched = false;
  contexts = [];
  page = new EventTarget();
  vi.stubGlobal('AudioContext', FakeContext);
  vi.stubGlobal('document', page);
});

afterEach(() => vi.unstubAllGlobals());

describe('a ringtone', () => {
  it('is heard at the first touch of a page that was not touched before', async () => {
    new Sounds(new VirtualClock(), silentLogger).play('ringtone', null, 'loop');
    await settled();
    expect(contexts[0]?.state).toBe('suspended');
    touch();
    await settled();
    expect(contexts[0]?.state).toBe('running');
  });

  it('is not begun by a touch after its end', async () => {
    const playing = new Sounds(new VirtualClock(), silentLogger).play('ringtone', null, 'loop');
    await settled();
    playing.stop();
    touch();
    await settled();
    expect(contexts[0]?.state).toBe('suspended');
  });

  it('listens for touches no longer than it has to', async () => {
    touched = true;
    new Sounds(new VirtualClock(), silentLogger).play('ringtone', null, 'loop');
    await settled();
    const [context] = contexts;
    if (context === undefined) throw new Error('nothing plays');
    const resume = vi.spyOn(context, 'resume');
    touch();
    expect(resume).not.toHaveBeenCalled();
  });
});
