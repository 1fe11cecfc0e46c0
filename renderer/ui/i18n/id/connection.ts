import type { connection as english, sessionEnds as englishEnds } from '../en/connection.ts';
import type { Part } from '../messages.ts';

export const connection: Part<typeof english> = {
  'connection.connecting': 'Menyambungkan ke {server}…',
  'connection.unreachable':
    'Server di {server} tidak dapat dihubungi. Mencoba lagi dalam {seconds} dtk.',
  'connection.unreachableNow': 'Server di {server} tidak dapat dihubungi. Mencoba lagi sekarang…',
  'connection.badCertificate':
    'Sertifikat {server} tidak sah, jadi Tatap tidak tersambung ke sana. Tanyakan pengelola server, atau periksa jam komputer ini. Mencoba lagi dalam {seconds} dtk.',
  'connection.badCertificateNow':
    'Sertifikat {server} tidak sah, jadi Tatap tidak tersambung ke sana. Memeriksa lagi sekarang…',
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
    '{server} sedang sibuk dan meminta Anda menunggu. Mencoba lagi dalam {seconds} dtk.',
  'connection.busyNow': '{server} sedang sibuk dan meminta Anda menunggu. Mencoba lagi sekarang…',
  'connection.refused': '{server} menolak sambungan. Mencoba lagi dalam {seconds} dtk.',
  'connection.refusedNow': '{server} menolak sambungan. Mencoba lagi sekarang…',
  'connection.appTooOld':
    'Perbarui aplikasi: versi Tatap ini sudah usang untuk server di {server}.',
  'connection.serverTooOld':
    'Versi server di {server} lebih lama daripada versi aplikasi ini. Minta pengelolanya memperbarui.',
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
    'Tatap tidak dapat menyimpan data di perangkat ini. Jika Tatap ditutup, Anda keluar dari akun, dan riwayat panggilan serta pengaturan dari kunjungan ini hilang.',
  'notice.incomplete':
    'Sebagian dari Tatap tidak dapat dimuat. Muat ulang halaman untuk mendapatkannya.',
  'notice.reload': 'Muat ulang',
  'notice.settingsKeptAside':
    'Berkas pengaturan tidak terbaca. Berkas itu disimpan sebagai {file}, dan Tatap memakai pengaturan bawaan.',
  'notice.deviceLost.camera': 'Kamera dicabut: {label}',
  'notice.deviceLost.microphone': 'Mikrofon dicabut: {label}',
  'notice.deviceLost.speaker': 'Pengeras suara dicabut: {label}',
  'notice.deviceLost.ring': 'Perangkat dering dicabut: {label}',
  'notice.deviceFallback.camera': 'Kamera Anda tidak lagi terpasang. Sekarang memakai {label}.',
  'notice.deviceFallback.microphone':
    'Mikrofon Anda tidak lagi terpasang. Sekarang memakai {label}.',
  'notice.deviceFallback.speaker':
    'Pengeras suara Anda tidak lagi terpasang. Sekarang memakai {label}.',
  'notice.deviceFallback.ring':
    'Perangkat dering Anda tidak lagi terpasang. Tatap sekarang berdering di {label}.',
  'notice.deviceReturned.camera': 'Kamera terpasang lagi: {label}',
  'notice.deviceReturned.microphone': 'Mikrofon terpasang lagi: {label}',
  'notice.deviceReturned.speaker': 'Pengeras suara terpasang lagi: {label}',
  'notice.deviceReturned.ring': 'Perangkat dering terpasang lagi: {label}',
};

export const sessionEnds: Part<typeof englishEnds> = {
  'sessionEnd.revoked':
    'Anda dikeluarkan dari akun lewat perangkat lain, atau kata sandi Anda diganti di sana.',
  'sessionEnd.replaced': 'Perangkat ini masuk lagi di jendela lain.',
  'sessionEnd.expired': 'Perangkat ini lama tidak dipakai. Silakan masuk lagi.',
  'sessionEnd.deleted': 'Akun sudah dihapus. Anda bisa membuat yang baru.',
  'sessionEnd.not-persisted':
    'Komputer ini tidak punya tempat aman untuk sesi Anda, jadi sesi berakhir saat Tatap ditutup. Silakan masuk lagi; di Linux, keyring seperti GNOME Keyring atau KWallet membuat Anda tetap masuk.',
  'sessionEnd.key-lost':
    'Data yang disimpan Tatap di perangkat ini telah dihapus, termasuk kunci perangkat ini. Silakan masuk lagi. Orang yang Anda telepon akan melihat perangkat baru.',
  'sessionEnd.storage-unavailable':
    'Tatap tidak dapat membaca data yang disimpannya di perangkat ini. Tutup halaman ini lalu buka lagi. Atau masuk sekarang, dan tetap masuk sampai halaman ini ditutup.',
};
