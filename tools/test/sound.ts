import { ensurePrograms } from './debian.ts';

/** Installs what records speakers where that is allowed; where it is not, the spec says why it skips. */
export async function ensureSoundServer(): Promise<void> {
  await ensurePrograms('The sound server for tests', {
    pulseaudio: 'pulseaudio',
    parec: 'pulseaudio-utils',
    pactl: 'pulseaudio-utils',
  });
}
