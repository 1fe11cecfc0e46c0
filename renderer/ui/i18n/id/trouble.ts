import type { trouble as english } from '../en/trouble.ts';
import type { Part } from '../messages.ts';

export const trouble: Part<typeof english> = {
  'trouble.camera.refused': 'Akses kamera diblokir',
  'trouble.camera.in-use': 'Kamera sedang dipakai program lain',
  'trouble.camera.none': 'Kamera tidak ditemukan',
  'trouble.camera.unsupported': 'Kamera tidak dapat dipakai di halaman ini',
  'trouble.microphone.refused': 'Akses mikrofon diblokir',
  'trouble.microphone.in-use': 'Mikrofon sedang dipakai program lain',
  'trouble.microphone.none': 'Mikrofon tidak ditemukan',
  'trouble.microphone.unsupported': 'Mikrofon tidak dapat dipakai di halaman ini',
  'trouble.both.refused': 'Akses kamera dan mikrofon diblokir',
  'trouble.both.in-use': 'Kamera dan mikrofon sedang dipakai program lain',
  'trouble.both.none': 'Kamera dan mikrofon tidak ditemukan',
  'trouble.both.unsupported': 'Kamera dan mikrofon tidak dapat dipakai di halaman ini',
  'trouble.unseen': '{name} bisa mendengar Anda, tetapi tidak melihat Anda',
  'trouble.unheard': '{name} bisa melihat Anda, tetapi tidak mendengar Anda',
  'trouble.silent': '{name} tidak bisa mendengar Anda',
  'trouble.neither': '{name} tidak bisa melihat atau mendengar Anda',
};
