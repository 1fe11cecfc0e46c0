import type { recovery as english } from '../en/recovery.ts';
import type { Part } from '../messages.ts';

export const recovery: Part<typeof english> = {
  'recovery.title': 'Simpan kode pemulihan Anda',
  'recovery.intro':
    'Jika lupa kata sandi, Anda dapat membuat yang baru dengan kode ini dan ID Anda. Kode ini hanya ditampilkan sekali.',
  'recovery.recovered':
    'Kata sandi baru Anda sudah berlaku. Perangkat Anda yang lain sudah dikeluarkan.',
  'recovery.code': 'Kode pemulihan',
  'recovery.copy': 'Salin kode pemulihan',
  'recovery.save': 'Simpan sebagai berkas',
  'recovery.saved': 'Disimpan sebagai {file}.',
  'recovery.keep':
    'Simpan salinannya di tempat aman yang dapat Anda buka tanpa perangkat ini. Siapa pun yang memilikinya dapat membuka akun Anda.',
  'recovery.done': 'Sudah saya simpan',
  'recovery.skipNote':
    'Jika ini dilewati dan Anda lupa kata sandi, hanya pengelola server yang dapat membukakan akun Anda. Kode baru bisa dibuat nanti di Pengaturan.',
  'recovery.fileTitle': 'Kode pemulihan Tatap',

  'recover.forgot': 'Lupa kata sandi?',
  'recover.title': 'Buat kata sandi baru',
  'recover.intro': 'Isi kode pemulihan yang terakhir Anda simpan.',
  'recover.noCode': 'Tidak punya kode? Mintalah kepada pengelola server.',
  'recover.codeHint': '7 kelompok berisi 4 karakter. Boleh tanpa tanda hubung.',
  'recover.newPassword': 'Kata sandi baru',
  'recover.signsOut': 'Anda akan dikeluarkan dari semua perangkat lain.',
  'recover.submit': 'Simpan kata sandi baru',
  'recover.back': 'Kembali ke halaman masuk',

  'recovery.purpose': 'Dengan kode ini Anda dapat membuat kata sandi baru jika lupa.',
  'recovery.onlyNow': 'Simpan kode ini. Kode ini hanya ditampilkan sekali.',
  'recovery.since': 'Kode pemulihan dibuat pada {date}.',
  'recovery.none':
    'Anda tidak punya kode pemulihan. Jika lupa kata sandi, hanya pengelola server yang dapat membukakan akun Anda.',
  'recovery.make': 'Kode pemulihan baru',
  'recovery.makeTitle': 'Buat kode pemulihan baru?',
  'recovery.makeBody': 'Kode pemulihan Anda yang sekarang tidak berlaku lagi.',
  'recovery.makeConfirm': 'Buat kode baru',
};
