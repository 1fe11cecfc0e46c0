/** One note: when it starts and how long it rings out, in seconds; its pitch in Hz. */
interface Note {
  readonly at: number;
  readonly length: number;
  readonly hz: number;
  /** How it fades: a struck bell, or a steady tone with soft edges. */
  readonly shape: 'bell' | 'steady';
}

/** A sound as notes; `length` in seconds, with the rest before it may be repeated. */
export interface Tone {
  readonly length: number;
  readonly notes: readonly Note[];
}

const bell = (at: number, hz: number): Note => ({ at, hz, length: 1.2, shape: 'bell' });

export type ToneName = 'test' | 'ringtone' | 'ringback';

export const tones: Readonly<Record<ToneName, Tone>> = {
  /** Three rising notes: heard well on any speaker, over before it annoys. */
  test: {
    length: 1.8,
    notes: [bell(0, 523.25), bell(0.2, 659.25), bell(0.4, 783.99)],
  },
  /** A short figure, twice, then a rest. */
  ringtone: {
    length: 3.2,
    notes: [
      bell(0, 659.25),
      bell(0.16, 783.99),
      bell(0.32, 987.77),
      bell(0.8, 659.25),
      bell(0.96, 783.99),
      bell(1.12, 1174.66),
    ],
  },
  /** 425 Hz, 1 s on and 4 s off, as on the telephone in Indonesia (ITU-T E.180 supplement 2). */
  ringback: {
    length: 5,
    notes: [{ at: 0, length: 1, hz: 425, shape: 'steady' }],
  },
};

const gain = 0.25;
const edge = 0.02;

/** The samples of a tone, mono, -1 to 1. */
export function renderTone(tone: Tone, sampleRate: number): Float32Array<ArrayBuffer> {
  const samples = new Float32Array(Math.round(tone.length * sampleRate));
  for (const note of tone.notes) addNote(samples, note, sampleRate);
  return samples;
}

function addNote(samples: Float32Array, note: Note, sampleRate: number): void {
  const first = Math.round(note.at * sampleRate);
  const count = Math.min(Math.round(note.length * sampleRate), samples.length - first);
  for (let i = 0; i < count; i++) {
    const t = i / sampleRate;
    const wave = Math.sin(2 * Math.PI * note.hz * t);
    // The octave above, weaker and sooner gone, makes it a bell and not a beep.
    const overtone =
      note.shape === 'bell' ? 0.3 * Math.sin(4 * Math.PI * note.hz * t) * Math.exp(-8 * t) : 0;
    const index = first + i;
    samples[index] = (samples[index] ?? 0) + gain * envelope(note, t) * (wave + overtone);
  }
}

function envelope({ shape, length }: Note, t: number): number {
  const attack = Math.min(1, t / edge);
  const release = Math.min(1, Math.max(0, (length - t) / edge));
  return attack * release * (shape === 'bell' ? Math.exp(-4 * t) : 1);
}
