import type {
  failures as english,
  failureDetails as englishDetails,
  trouble as englishTrouble,
} from '../en/failures.ts';
import type { Part } from '../messages.ts';

export const failures: Part<typeof english> = {
  'failure.malformed': 'Server tidak memahami permintaan itu. Periksa lagi yang Anda ketik.',
  'failure.too-large': 'Terlalu panjang. Persingkat lalu coba lagi.',
  'failure.rate-limited':
    'Terlalu banyak percobaan dalam waktu singkat. Tunggu sebentar lalu coba lagi.',
  'failure.unauthenticated': 'Anda sudah keluar dari akun. Silakan masuk lagi.',
  'failure.wrong-credentials': 'ID atau kata sandi salah.',
  'failure.wrong-recovery-code': 'ID atau kode pemulihan salah, atau kodenya sudah terpakai.',
  'failure.forbidden': 'Akun Anda tidak boleh melakukan itu.',
  'failure.id-taken': 'ID ini sudah dipakai orang lain. Pilih yang lain.',
  'failure.registration-closed': 'Server ini tidak menerima akun baru.',
  'failure.invitation-required':
    'Server ini memerlukan kode undangan, dan kode ini kosong, sudah terpakai, atau salah.',
  'failure.unknown-account': 'Tidak ada yang memakai ID ini. Periksa ejaannya.',
  'failure.own-account': 'Itu ID Anda sendiri.',
  'failure.not-found': 'Itu sudah tidak ada.',
  'failure.contacts-only':
    'Orang ini hanya menerima panggilan dari kontak. Minta ditambahkan terlebih dahulu.',
  'failure.call-over': 'Panggilan sudah berakhir.',
  'failure.answered-elsewhere': 'Dijawab di perangkat Anda yang lain.',
  'failure.not-in-call': 'Perangkat ini bukan bagian dari panggilan itu.',
  'failure.limit-reached': 'Batas server ini sudah tercapai. Hapus sesuatu terlebih dahulu.',
  'failure.unsupported-version':
    'Versi aplikasi ini tidak cocok dengan servernya. Perbarui aplikasi.',
  'failure.internal': 'Terjadi kesalahan di server. Coba lagi; log server menjelaskan sebabnya.',
  'failure.unreachable': 'Server tidak dapat dihubungi. Periksa jaringan dan alamat server.',
  'failure.timeout': 'Server terlalu lama menjawab. Coba lagi.',
  'failure.not-a-server': 'Tidak ada server Tatap di alamat ini.',
  'failure.bad-certificate':
    'Sertifikat server tidak sah, jadi Tatap tidak tersambung ke sana. Tanyakan pengelola server, atau periksa jam komputer ini.',
};

export const failureDetails: Part<typeof englishDetails> = {
  'failure.appTooOld': 'Perbarui aplikasi: versi Tatap ini sudah usang untuk server itu.',
  'failure.serverTooOld':
    'Versi server lebih lama daripada versi aplikasi ini. Minta pengelolanya memperbarui.',
  'failure.rateLimitedFor': {
    other: 'Terlalu banyak percobaan dalam waktu singkat. Coba lagi dalam {count} detik.',
  },
};

export const trouble: Part<typeof englishTrouble> = {
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
