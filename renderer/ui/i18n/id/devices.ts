import type { devices as english, deviceProblems as englishProblems } from '../en/devices.ts';
import type { Part } from '../messages.ts';

export const devices: Part<typeof english> = {
  'device.camera': 'Kamera',
  'device.microphone': 'Mikrofon',
  'device.speaker': 'Pengeras suara',
  'device.ring': 'Dering di',
  'device.systemDefault': 'Bawaan sistem',
  'device.systemDefaultIs': 'Bawaan sistem ({label})',
  'device.unnamed.camera': 'Kamera {number}',
  'device.unnamed.microphone': 'Mikrofon {number}',
  'device.unnamed.speaker': 'Pengeras suara {number}',
  'device.unnamed.ring': 'Pengeras suara {number}',
  'device.browserOn': '{browser} di {system}',
  'device.notPluggedIn': '{label} (tidak terpasang)',
  'device.fallback': '{chosen} tidak terpasang. Memakai {active} sampai terpasang lagi.',
  'device.fallbackNone': '{chosen} tidak terpasang.',
  'device.yourVideo': 'Video Anda',
  'device.opening': 'Membuka kamera…',
  'device.level': 'Kekuatan suara mikrofon',
  'device.levelHint': 'Coba bicara; bilah ini akan bergerak.',
  'device.levelSilent': 'Belum terdengar apa pun. Apakah mikrofonnya sudah benar?',
  'device.test': 'Putar suara uji',
  'device.testRing': 'Putar nada dering',
  'device.testing': 'Memutar…',
  'device.openSystemSettings': 'Buka pengaturan sistem',
  'device.systemSettingsMissing': 'Buka pengaturan privasi sistem Anda dan izinkan Tatap di sana.',
};

export const deviceProblems: Part<typeof englishProblems> = {
  'problem.camera.refused':
    'Akses kamera diblokir. Klik ikon kamera di bilah alamat, atau izinkan di pengaturan privasi sistem Anda. Sampai saat itu orang lain tidak bisa melihat Anda.',
  'problem.camera.in-use': 'Program lain sedang memakai kamera. Tutup program itu, lalu coba lagi.',
  'problem.camera.none':
    'Kamera tidak ditemukan. Pasang kamera; Tatap langsung memakainya. Anda tetap bisa menelepon tanpa kamera.',
  'problem.camera.unsupported':
    'Halaman ini tidak dapat memakai kamera. Buka Tatap lewat https, atau pakai aplikasi desktop.',
  'problem.microphone.refused':
    'Akses mikrofon diblokir. Klik ikon mikrofon di bilah alamat, atau izinkan di pengaturan privasi sistem Anda. Sampai saat itu orang lain tidak bisa mendengar Anda.',
  'problem.microphone.in-use':
    'Program lain sedang memakai mikrofon. Tutup program itu, lalu coba lagi.',
  'problem.microphone.none':
    'Mikrofon tidak ditemukan. Pasang mikrofon; Tatap langsung memakainya. Anda tetap bisa mendengarkan.',
  'problem.microphone.unsupported':
    'Halaman ini tidak dapat memakai mikrofon. Buka Tatap lewat https, atau pakai aplikasi desktop.',
  'problem.speaker.refused':
    'Tatap tidak diizinkan memilih pengeras suara. Bawaan sistem yang dipakai.',
  'problem.speaker.in-use':
    'Program lain sedang memakai pengeras suara. Tutup program itu, lalu coba lagi.',
  'problem.speaker.none':
    'Pengeras suara tidak ditemukan. Pasang pengeras suara atau headphone untuk mendengar orang lain.',
  'problem.speaker.unsupported':
    'Peramban ini tidak mengizinkan halaman memilih pengeras suara. Bawaan sistem yang dipakai.',
  'problem.ring.refused':
    'Tatap tidak diizinkan memilih tempat berdering. Bawaan sistem yang dipakai.',
  'problem.ring.in-use':
    'Program lain sedang memakai perangkat ini. Tutup program itu, lalu coba lagi.',
  'problem.ring.none':
    'Perangkat untuk berdering tidak ditemukan. Pasang pengeras suara atau headphone.',
  'problem.ring.unsupported':
    'Peramban ini tidak mengizinkan halaman memilih tempat berdering. Bawaan sistem yang dipakai.',
};
