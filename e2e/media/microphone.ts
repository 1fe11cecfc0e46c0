import { writeFile } from 'node:fs/promises';

const sampleRate = 48_000;
const seconds = 4;
const onMs = 350;
const offMs = 150;
const fadeMs = 10;

/**
 * Loudness of the tone at a time, 0 to 1. The tone comes in bursts like speech: noise suppression
 * takes an unbroken tone for noise and removes it.
 */
function envelope(timeMs: number): number {
  const inBurst = timeMs % (onMs + offMs);
  if (inBurst >= onMs) return 0;
  return Math.min(1, inBurst / fadeMs, (onMs - inBurst) / fadeMs);
}

/** Writes a WAV file of tone bursts that Chromium plays as a microphone, in a loop. */
export async function writeMicrophone(file: string, toneHz: number): Promise<void> {
  const samples = Buffer.alloc(sampleRate * seconds * 2);
  for (let index = 0; index < sampleRate * seconds; index++) {
    const time = index / sampleRate;
    const value = 0.6 * envelope(time * 1000) * Math.sin(2 * Math.PI * toneHz * time);
    samples.writeInt16LE(Math.round(value * 32_767), index * 2);
  }
  await writeFile(file, wavOf(samples));
}

/** A WAV file of 16-bit samples, one channel. */
export function wavOf(samples: Buffer): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + samples.length, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(sampleRate, 24);
  header.writeUInt32LE(sampleRate * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}
