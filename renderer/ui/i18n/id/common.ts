import type { common as english } from '../en/common.ts';
import type { Part } from '../messages.ts';

export const common: Part<typeof english> = {
  'app.name': 'Tatap',
  'common.add': 'Tambah',
  'common.back': 'Kembali',
  'common.cancel': 'Batal',
  'common.close': 'Tutup',
  'common.copied': 'Tersalin',
  'common.copy': 'Salin',
  'common.copyRefused': 'Tidak dapat menyalin. Pilih teksnya lalu salin.',
  'common.delete': 'Hapus',
  'common.dismiss': 'Tutup pemberitahuan',
  'common.done': 'Selesai',
  'common.loading': 'Memuat',
  'common.next': 'Lanjut',
  'common.notices': 'Pemberitahuan',
  'common.remove': 'Hapus',
  'common.save': 'Simpan',
  'common.saved': 'Tersimpan',
  'common.skip': 'Lewati dulu',
  'common.tryAgain': 'Coba lagi',
  'common.you': 'Anda',

  'shell.loadFailed':
    'Bagian Tatap ini tidak dapat dimuat. Periksa jaringan, atau muat ulang halaman.',

  'shortcut.microphone': 'Nyalakan atau matikan mikrofon',
  'shortcut.camera': 'Nyalakan atau matikan kamera',
  'shortcut.share': 'Bagikan layar',
  'shortcut.statistics': 'Statistik',
  'shortcut.accept': 'Terima panggilan',
  'shortcut.hangUp': 'Tutup telepon atau tolak panggilan',
  'shortcut.dial': 'Cari atau telepon',
  'shortcut.settings': 'Pengaturan',
  'shortcut.talk': 'Tahan untuk bicara saat mikrofon mati',
  'shortcut.spaceKey': 'Spasi',
};
