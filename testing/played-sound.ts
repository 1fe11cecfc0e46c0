import { signal } from '@preact/signals-core';
import type { PlayedSound } from '../renderer/calls/ports.ts';

/** A player that a test asks whether it is heard, and makes the browser hold back. */
export class FakePlayedSound implements PlayedSound {
  readonly playback = signal<'playing' | 'silent'>('playing');
  heard: 'muted' | 'aloud' | 'stopped' = 'muted';
  readonly of: 'person' | 'screen';
  readonly stream: MediaStream;

  constructor(of: 'person' | 'screen', stream: MediaStream) {
    this.of = of;
    this.stream = stream;
  }

  unmute(): void {
    this.heard = 'aloud';
  }

  stop(): void {
    this.heard = 'stopped';
  }
}
