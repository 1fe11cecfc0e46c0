import { type Signal, signal } from '@preact/signals-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { settled } from '../../testing/settled.ts';
import { silentLogger } from '../log.ts';
import { SoundPlayer } from './speaker.ts';

/** An audio element whose browser plays nothing aloud before a gesture, where a test says so. */
class FakeAudio {
  static latest: FakeAudio;
  static wantsGesture = false;
  readonly dataset: Record<string, string> = {};
  muted = false;
  sinkId = '';
  plays = 0;
  /** The stream's arrival and the choice of a speaker, in their order. */
  readonly steps: string[] = [];
  #stream: object | null = null;

  constructor() {
    FakeAudio.latest = this;
  }

  get srcObject(): object | null {
    return this.#stream;
  }

  set srcObject(stream: object | null) {
    this.#stream = stream;
    this.steps.push(stream === null ? 'no stream' : 'stream');
  }

  async setSinkId(id: string): Promise<void> {
    await Promise.resolve();
    this.sinkId = id;
    this.steps.push(`speaker ${id}`);
  }

  async play(): Promise<void> {
    if (FakeAudio.wantsGesture && !this.muted) throw new DOMException('', 'NotAllowedError');
    this.plays += 1;
  }

  remove(): void {
    this.steps.push('removed');
  }
}

const stream = {} as MediaStream;
let page: EventTarget;
let speakerId: Signal<string | null>;

beforeEach(() => {
  page = new EventTarget();
  speakerId = signal(null);
  FakeAudio.wantsGesture = false;
  vi.stubGlobal('Audio', FakeAudio);
  vi.stubGlobal('document', { body: { append: () => {} } });
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
});
afterEach(() => vi.unstubAllGlobals());

const playerOf = () => new SoundPlayer({ of: 'person', stream, speakerId, log: silentLogger });

describe('the player of a sound', () => {
  it('plays muted at first, and aloud when it may be heard', async () => {
    const player = playerOf();
    expect(FakeAudio.latest).toMatchObject({ muted: true, plays: 1, dataset: { of: 'person' } });
    player.unmute();
    await settled();
    expect(FakeAudio.latest.muted).toBe(false);
    expect(player.playback.value).toBe('playing');
    player.stop();
    expect(FakeAudio.latest.steps).toEqual(['stream', 'no stream', 'removed']);
  });

  it('gets its speaker before its stream, and every other speaker that is chosen', async () => {
    speakerId.value = 'headset';
    playerOf();
    await settled();
    speakerId.value = null;
    await settled();
    const [first, ...later] = FakeAudio.latest.steps;
    expect(first).toBe('speaker headset');
    expect(later).toContain('stream');
    expect(later.at(-1)).toBe('speaker ');
  });

  it('is told to be silent when the browser wants a gesture, and plays at the next one', async () => {
    FakeAudio.wantsGesture = true;
    const player = playerOf();
    await settled();
    expect(player.playback.value).toBe('playing');
    player.unmute();
    await settled();
    expect(player.playback.value).toBe('silent');
    FakeAudio.wantsGesture = false;
    page.dispatchEvent(new Event('keydown'));
    await settled();
    expect(player.playback.value).toBe('playing');
    const { plays } = FakeAudio.latest;
    page.dispatchEvent(new Event('keydown'));
    await settled();
    expect(FakeAudio.latest.plays).toBe(plays);
  });

  it('that was stopped waits for no gesture, and for no speaker', async () => {
    FakeAudio.wantsGesture = true;
    speakerId.value = 'headset';
    const player = playerOf();
    player.stop();
    player.unmute();
    await settled();
    expect(player.playback.value).toBe('playing');
    expect(FakeAudio.latest.steps).not.toContain('stream');
  });
});
