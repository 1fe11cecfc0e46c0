import type { connection as english, sessionEnds as englishEnds } from '../en/connection.ts';
import type { Part } from '../messages.ts';

export const connection: Part<typeof english> = {
  'connection.connecting': 'Menyambung ke {server}…',
  'connection.unreachable':
    'Server di {server} tidak dapat dihubungi. Mencoba lagi dalam {seconds} dtk.',
  'connection.unreachableNow': 'Server di {server} tidak dapat dihubungi. Mencoba lagi sekarang…',
  'connection.badCertificate':
    'Sertifikat {server} tidak sah, maka Tatap tidak menyambung. Tanyakan pengelola server, atau periksa jam komputer ini. Mencoba lagi dalam {seconds} dtk.',
  'connection.badCertificateNow':
    'Sertifikat {server} tidak sah, maka Tatap tidak menyambung. Memeriksa lagi sekarang…',
  'connection.notAServer':
    '{server} menjawab, tetapi bukan server Tatap. Mencoba lagi dalam {seconds} dtk.',
  'connection.notAServerNow':
    '{server} menjawab, tetapi bukan server Tatap. Memeriksa lagi sekarang…',
  'connection.socketBlocked':
    '{server} menjawab, tetapi sambungan tetap ke sana (WebSocket) diblokir. Biasanya oleh proxy, firewall, atau antivirus. Mencoba lagi dalam {seconds} dtk.',
  'connection.socketBlockedNow':
    '{server} menjawab, tetapi sambungan tetap ke sana (WebSocket) diblokir. Mencoba lagi sekarang…',
  'connection.tooManyDevices':
    'Akun Anda tersambung di terlalu banyak perangkat. Tutup Tatap di salah satunya. Mencoba lagi dalam {seconds} dtk.',
  'connection.tooManyDevicesNow':
    'Akun Anda tersambung di terlalu banyak perangkat. Mencoba lagi sekarang…',
  'connection.busy':
    '{server} sedang sibuk dan meminta menunggu. Mencoba lagi dalam {seconds} dtk.',
  'connection.busyNow': '{server} sedang sibuk dan meminta menunggu. Mencoba lagi sekarang…',
  'connection.refused': '{server} menolak sambungan. Mencoba lagi dalam {seconds} dtk.',
  'connection.refusedNow': '{server} menolak sambungan. Mencoba lagi sekarang…',
  'connection.appTooOld':
    'Perbarui aplikasi: versi Tatap ini sudah usang untuk server di {server}.',
  'connection.serverTooOld':
    'Versi server di {server} lebih usang daripada aplikasi ini. Minta pengelolanya memperbarui.',
  'connection.tryNow': 'Coba sekarang',
  'connection.changeServer': 'Ganti server',
  'connection.replacedTitle': 'Tatap terbuka di jendela lain',
  'connection.replacedBody':
    'Panggilan berdering di sana. Anda bisa melanjutkan di sini; jendela lain akan terputus.',
  'connection.useHere': 'Pakai di sini',
  'connection.callElsewhereTitle': 'Anda sedang menelepon di jendela lain',
  'connection.callElsewhereBody':
    'Panggilan berlanjut di sana. Jika Tatap dipakai di sini, panggilan itu berakhir.',
  'connection.endCallAndUseHere': 'Akhiri panggilan dan pakai di sini',

  'notice.noCalls':
    'Peramban ini tidak dapat menelepon: WebRTC-nya dimatikan. Nyalakan, atau pakai peramban lain.',
  'notice.notKept':
    'Tatap tidak dapat menyimpan data di perangkat ini. Jika ditutup, Anda keluar dari akun, dan riwayat panggilan serta pengaturan dari kunjungan ini hilang.',
  'notice.incomplete':
    'Sebagian Tatap tidak dapat dimuat. Muat ulang halaman untuk mendapatkannya.',
  'notice.reload': 'Muat ulang',
  'notice.settingsKeptAside':
    'Berkas pengaturan tidak terbaca. Berkas itu disimpan sebagai {file}, dan Tatap memakai pengaturan bawaan.',
  'notice.deviceLost.camera': 'Kamera dicabut: {label}',
  'notice.deviceLost.microphone': 'Mikrofon dicabut: {label}',
  'notice.deviceLost.speaker': 'Pengeras suara dicabut: {label}',
  'notice.deviceLost.ring': 'Perangkat dering dicabut: {label}',
  'notice.deviceFallback.camera': 'Kamera Anda tidak ada. Sekarang memakai {label}.',
  'notice.deviceFallback.microphone': 'Mikrofon Anda tidak ada. Sekarang memakai {label}.',
  'notice.deviceFallback.speaker': 'Pengeras suara Anda tidak ada. Sekarang memakai {label}.',
  'notice.deviceFallback.ring':
    'Perangkat dering Anda tidak ada. Tatap sekarang berdering di {label}.',
  'notice.deviceReturned.camera': 'Kamera kembali: {label}',
  'notice.deviceReturned.microphone': 'Mikrofon kembali: {label}',
  'notice.deviceReturned.speaker': 'Pengeras suara kembali: {label}',
  'notice.deviceReturned.ring': 'Perangkat dering kembali: {label}',
};

export const sessionEnds: Part<typeof englishEnds> = {
  'sessionEnd.revoked':
    'Anda dikeluarkan dari perangkat lain, atau kata sandi Anda diganti di sana.',
  'sessionEnd.replaced': 'Perangkat ini masuk lagi di jendela lain.',
  'sessionEnd.expired': 'Perangkat ini lama tidak dipakai. Silakan masuk lagi.',
  'sessionEnd.deleted': 'Akun sudah dihapus. Anda bisa membuat yang baru.',
  'sessionEnd.not-persisted':
    'Komputer ini tidak punya tempat aman untuk sesi Anda, maka sesi berakhir saat Tatap ditutup. Silakan masuk lagi; di Linux, keyring seperti GNOME Keyring atau KWallet membuat Anda tetap masuk.',
  'sessionEnd.key-lost':
    'Data yang disimpan Tatap di perangkat ini telah dihapus, termasuk kunci perangkat ini. Silakan masuk lagi. Orang yang Anda telepon akan melihat perangkat baru.',
  'sessionEnd.storage-unavailable':
    'Tatap tidak dapat membaca data yang disimpannya di perangkat ini. Tutup halaman ini lalu buka lagi. Atau masuk sekarang, dan tetap masuk sampai halaman ini ditutup.',
};
