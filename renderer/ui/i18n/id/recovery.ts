import type { recovery as english } from '../en/recovery.ts';
import type { Part } from '../messages.ts';

export const recovery: Part<typeof english> = {
  'recovery.title': 'Catat kode ini',
  'recovery.intro':
    'Kalau Anda lupa kata sandi, kode ini bersama ID Anda dipakai untuk memilih yang baru. Kode hanya ditampilkan sekarang.',
  'recovery.recovered':
    'Kata sandi baru Anda sudah berlaku. Perangkat Anda yang lain sudah dikeluarkan.',
  'recovery.code': 'Kode pemulihan',
  'recovery.copy': 'Salin kode pemulihan',
  'recovery.save': 'Simpan sebagai berkas',
  'recovery.saved': 'Disimpan sebagai {file}.',
  'recovery.keep':
    'Simpan di tempat aman selain perangkat ini. Siapa pun yang memilikinya dapat membuka akun Anda.',
  'recovery.done': 'Sudah saya catat',
  'recovery.skipNote':
    'Kalau ini dilewati dan Anda lupa kata sandi, hanya pengelola server yang dapat membukakan akun Anda. Kode baru bisa dibuat nanti di Pengaturan.',
  'recovery.fileTitle': 'Kode pemulihan Tatap',

  'recover.forgot': 'Lupa kata sandi?',
  'recover.title': 'Pilih kata sandi baru',
  'recover.intro': 'Isi kode pemulihan yang Anda catat saat membuat akun.',
  'recover.noCode': 'Tidak punya kode? Mintalah kepada pengelola server.',
  'recover.codeHint': 'Tujuh kelompok berisi empat. Huruf kecil dan tanpa tanda hubung pun boleh.',
  'recover.newPassword': 'Kata sandi baru',
  'recover.signsOut': 'Ini mengeluarkan Anda dari semua perangkat lain.',
  'recover.submit': 'Pasang kata sandi baru',
  'recover.back': 'Kembali ke halaman masuk',

  'recovery.purpose': 'Kalau Anda lupa kata sandi, kode ini dipakai untuk memilih yang baru.',
  'recovery.onlyNow': 'Catat kode ini. Kode hanya ditampilkan sekarang.',
  'recovery.since': 'Anda punya kode pemulihan sejak {date}.',
  'recovery.none':
    'Anda tidak punya kode pemulihan. Kalau lupa kata sandi, hanya pengelola server yang dapat membukakan akun Anda.',
  'recovery.make': 'Kode pemulihan baru',
  'recovery.makeTitle': 'Buat kode pemulihan baru?',
  'recovery.makeBody': 'Kode yang pernah Anda catat tidak berlaku lagi.',
  'recovery.makeConfirm': 'Buat kode baru',
};
