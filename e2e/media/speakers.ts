import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onPath } from '../../tools/browsers.ts';
import { exitOf } from '../../tools/process.ts';

/** The speakers of a machine, by the names that people read; the first is the system's default. */
export const speakers = ['Loudspeaker', 'Headset'] as const;
export type Speaker = (typeof speakers)[number];

const sampleRate = 48_000;

/** A sound server of its own (PulseAudio), so that what comes out of a speaker can be recorded. */
export class Speakers {
  readonly #folder: string;
  readonly #child: ChildProcess;

  private constructor(folder: string, child: ChildProcess) {
    this.#folder = folder;
    this.#child = child;
  }

  /** Why there can be none here; `null` where there can. */
  static obstacle(): string | null {
    const missing = ['pulseaudio', 'parec', 'pactl'].filter((program) => onPath(program) === null);
    return missing.length === 0 ? null : `${missing.join(' and ')} not installed`;
  }

  static async start(): Promise<Speakers> {
    // Not below the test's own: the path of a socket has room for a hundred letters.
    const folder = await mkdtemp(path.join(tmpdir(), 'tatap-sound-'));
    const sinks = speakers.flatMap((name) => [
      '-L',
      `module-null-sink sink_name=${name} sink_properties=device.description=${name} rate=${sampleRate}`,
    ]);
    const child = spawn(
      'pulseaudio',
      [
        '--daemonize=no',
        '--exit-idle-time=-1',
        '--log-target=stderr',
        '-n',
        '-L',
        `module-native-protocol-unix auth-anonymous=1 socket=${socketIn(folder)}`,
        ...sinks,
        '-L',
        'module-null-source source_name=Microphone description=Microphone',
      ],
      { stdio: 'ignore', env: { ...process.env, PULSE_RUNTIME_PATH: folder } },
    );
    const started = new Speakers(folder, child);
    const gone = exitOf(child).then(() => 'gone' as const);
    while (!(await started.#answers())) {
      if ((await Promise.race([gone, delay(20)])) === 'gone') throw new Error('pulseaudio ended');
    }
    return started;
  }

  /** Where programs find it. */
  get address(): string {
    return `unix:${socketIn(this.#folder)}`;
  }

  /**
   * How much of what comes out of a speaker is a tone of this frequency, over a second: 0 is none of
   * it, or silence, and 1 is nothing else.
   */
  async share(speaker: Speaker, toneHz: number): Promise<number> {
    return shareOf(await this.#record(speaker), toneHz);
  }

  async stop(): Promise<void> {
    this.#child.kill('SIGKILL');
    await exitOf(this.#child);
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #answers(): Promise<boolean> {
    const asked = spawn('pactl', ['--server', this.address, 'info'], { stdio: 'ignore' });
    return (await exitOf(asked)) === 0;
  }

  async #record(speaker: Speaker): Promise<Float32Array> {
    const format = ['--format=float32le', `--rate=${sampleRate}`, '--channels=1'];
    const recorder = spawn(
      'parec',
      ['--server', this.address, `--device=${speaker}.monitor`, '--latency-msec=20', ...format],
      { stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const wanted = sampleRate * Float32Array.BYTES_PER_ELEMENT;
    const chunks: Buffer[] = [];
    let got = 0;
    for await (const chunk of recorder.stdout) {
      chunks.push(chunk);
      got += chunk.length;
      if (got >= wanted) break;
    }
    recorder.kill('SIGKILL');
    await exitOf(recorder);
    const bytes = Uint8Array.from(Buffer.concat(chunks).subarray(0, wanted));
    return new Float32Array(bytes.buffer);
  }
}

const socketIn = (folder: string): string => path.join(folder, 'socket');

/** The energy at a frequency, as a part of all energy, in the loudest tenth of a second. */
function shareOf(samples: Float32Array, toneHz: number): number {
  const length = sampleRate / 10;
  let loudest = { energy: 0, share: 0 };
  for (let from = 0; from + length <= samples.length; from += length) {
    const piece = samples.subarray(from, from + length);
    const energy = piece.reduce((sum, value) => sum + value * value, 0);
    if (energy <= loudest.energy) continue;
    let real = 0;
    let imaginary = 0;
    piece.forEach((value, index) => {
      const angle = (2 * Math.PI * toneHz * index) / sampleRate;
      real += value * Math.cos(angle);
      imaginary -= value * Math.sin(angle);
    });
    const atTone = (2 * (real * real + imaginary * imaginary)) / length;
    loudest = { energy, share: atTone / energy };
  }
  return loudest.share;
}
