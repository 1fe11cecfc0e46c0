import type { account as english } from '../en/account.ts';
import type { Part } from '../messages.ts';

export const account: Part<typeof english> = {
  'start.tagline': 'Saling bertatap muka.',
  'start.progress': 'Langkah {step} dari {steps}',
  'start.createTitle': 'Buat akun Anda',
  'start.createIntro': 'Pilih ID. Orang lain memakainya untuk menelepon Anda.',
  'start.signInTitle': 'Selamat datang kembali',
  'start.signInIntro': 'Masuk dengan ID dan kata sandi Anda.',
  'start.create': 'Buat akun',
  'start.signIn': 'Masuk',
  'start.haveAccount': 'Sudah punya akun?',
  'start.noAccount': 'Baru di Tatap?',
  'start.closed':
    'Server ini tidak menerima akun baru. Anda bisa masuk dengan akun yang sudah ada.',
  'start.invitedBy':
    '{name} mengundang Anda. Buat akun; setelah itu Anda bisa menambahkan {name} sebagai kontak.',
  'start.invitationHint': 'Server ini menerima akun baru lewat undangan.',

  'field.id': 'ID',
  'field.idHint': '3 sampai 32 karakter: a–z, 0–9, dan . _ - di tengah.',
  'field.displayName': 'Nama',
  'field.displayNameHint': 'Terlihat oleh orang yang Anda telepon.',
  'field.password': 'Kata sandi',
  'field.passwordHint': 'Minimal 8 karakter. Beberapa kata membentuk kata sandi yang kuat.',
  'field.showPassword': 'Tampilkan kata sandi',
  'field.hidePassword': 'Sembunyikan kata sandi',
  'field.invitation': 'Kode undangan',
  'field.server': 'Server',
  'field.serverHint': 'Alamat seperti https://tatap.example.org',

  'invalid.required': 'Isi kolom ini.',
  'invalid.nameMissing': 'Isi nama Anda.',
  'invalid.idMissing': 'Isi ID.',
  'invalid.passwordMissing': 'Isi kata sandi.',
  'invalid.serverMissing': 'Isi alamat server.',
  'invalid.idShort': 'ID minimal 3 karakter.',
  'invalid.idLong': 'ID maksimal 32 karakter.',
  'invalid.idCharacters': 'Pakai a–z, 0–9, . _ - saja.',
  'invalid.idEdges': 'ID diawali dan diakhiri huruf atau angka.',
  'invalid.passwordShort': { other: 'Kurang {count} karakter lagi.' },
  'invalid.passwordLong': 'Kata sandi maksimal 128 karakter.',
  'invalid.nameLong': 'Nama maksimal 64 karakter.',
  'invalid.nameCharacters': 'Nama ini tidak punya karakter yang terlihat.',
  'invalid.recoveryCodeMissing': 'Isi kode pemulihan Anda.',
  'invalid.recoveryCode': 'Ada salah ketik dalam kode ini. Periksa setiap kelompok.',
  'invalid.server': 'Alamat berbentuk seperti https://tatap.example.org',

  'server.label': 'Server: {server}',
  'server.change': 'Ganti',
  'server.changeLabel': 'Ganti server',
  'server.use': 'Pakai server ini',
  'server.useDefault': 'Pakai server bawaan',
  'server.checking': 'Memeriksa server…',
  'server.plain':
    'Sambungan ke server ini tidak dienkripsi: orang lain di jaringan dapat membaca kata sandi Anda.',
  'start.serverTitle': 'Server mana yang Anda pakai?',
  'start.serverIntro':
    'Tanyakan alamatnya kepada orang yang mengundang Anda, atau kepada pengelola Tatap di tempat kerja Anda.',
  'server.version': 'Server Tatap {version}',

  'start.devicesTitle': 'Kamera dan mikrofon',
  'start.devicesIntro': 'Lihat dan dengar diri Anda sebelum orang lain.',
  'start.shareTitle': 'Anda sudah siap',
  'start.shareIntro':
    'Berikan ID Anda, atau kirimkan tautannya. Orang bisa menambahkan Anda dengan salah satunya.',
  'start.yourId': 'ID Anda',
  'start.invitationLink': 'Tautan Anda',
  'start.copyId': 'Salin ID',
  'start.copyLink': 'Salin tautan',
  'start.finish': 'Mulai memakai Tatap',
};
