import type { Catalog } from '../messages.ts';

/**
 * What keeps one from being seen and heard, in two clauses: why, and what the other person has of
 * it. A full stop follows each.
 */
export const trouble = {
  'trouble.camera.refused': 'Camera access is blocked',
  'trouble.camera.in-use': 'Another program is using the camera',
  'trouble.camera.none': 'No camera found',
  'trouble.camera.unsupported': 'The camera can’t be used on this page',
  'trouble.microphone.refused': 'Microphone access is blocked',
  'trouble.microphone.in-use': 'Another program is using the microphone',
  'trouble.microphone.none': 'No microphone found',
  'trouble.microphone.unsupported': 'The microphone can’t be used on this page',
  'trouble.both.refused': 'Camera and microphone access is blocked',
  'trouble.both.in-use': 'Another program is using the camera and the microphone',
  'trouble.both.none': 'No camera and no microphone found',
  'trouble.both.unsupported': 'Camera and microphone can’t be used on this page',
  'trouble.unseen': '{name} can hear you, but not see you',
  'trouble.unheard': '{name} can see you, but not hear you',
  'trouble.silent': '{name} can’t hear you',
  'trouble.neither': '{name} can’t see or hear you',
} as const satisfies Catalog;
