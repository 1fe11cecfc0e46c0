import type { settings as english } from '../en/settings.ts';
import type { Part } from '../messages.ts';

export const settings: Part<typeof english> = {
  'settings.title': 'Pengaturan',
  'settings.pages': 'Halaman pengaturan',
  'settings.close': 'Tutup pengaturan',
  'settings.backToList': 'Semua pengaturan',
  'settings.page.devices': 'Perangkat',
  'settings.page.calls': 'Panggilan',
  'settings.page.notifications': 'Pemberitahuan',
  'settings.page.appearance': 'Tampilan dan bahasa',
  'settings.page.account': 'Akun dan perangkat',
  'settings.page.network': 'Jaringan',
  'settings.page.shortcuts': 'Pintasan',
  'settings.page.about': 'Tentang',

  'settings.whoMayCall': 'Siapa yang boleh menelepon Anda',
  'settings.whoMayCallNote':
    'Panggilan dari orang yang bukan kontak Anda berdering tanpa suara. Jika hanya kontak yang boleh, server menolak panggilan lain dan memberi tahu alasannya kepada penelepon.',

  'settings.lowData': 'Hemat data',
  'settings.lowDataHint':
    'Panggilan mengirim dan meminta gambar kecil dan suara hemat data: sekitar 260 MB per jam, bukan sampai 2,3 GB.',
  'settings.relayOnly': 'Sembunyikan alamat saya',
  'settings.relayOnlyHint':
    'Orang yang Anda ajak bicara melihat alamat relai, bukan alamat Anda. Panggilan bisa mulai sedikit lebih lambat, dan server harus menyediakan relai (TURN).',
  'settings.noiseSuppression': 'Redam kebisingan',
  'settings.noiseSuppressionHint':
    'Suara kipas, papan ketik, dan lalu lintas diredam. Matikan untuk musik.',
  'settings.echoCancellation': 'Hilangkan gema',
  'settings.echoCancellationHint':
    'Agar orang lain tidak mendengar suara mereka sendiri dari pengeras suara Anda. Dengan headphone boleh dimatikan.',
  'settings.autoGainControl': 'Atur volume otomatis',
  'settings.autoGainControlHint': 'Suara pelan dikeraskan, suara keras dipelankan.',

  'settings.notifyCalls': 'Panggilan masuk',
  'settings.notifyCallsHint':
    'Tampilkan pemberitahuan dan jendela dering, juga saat Tatap di latar belakang.',
  'settings.notifyCallsHintWeb':
    'Tampilkan pemberitahuan saat tab ini di latar belakang. Peramban meminta izin sekali.',

  'settings.theme': 'Tema',
  'settings.language': 'Bahasa',
  'settings.languageSystem': 'Ikuti sistem: {language}',

  'settings.profile': 'Profil',
  'settings.idNote': 'ID tidak dapat diganti.',
  'settings.changePassword': 'Ganti kata sandi',
  'settings.changePasswordNote':
    'Jika kata sandi diganti, Anda dikeluarkan dari semua perangkat lain dan kode pemulihan Anda diganti.',
  'settings.currentPassword': 'Kata sandi sekarang',
  'settings.newPassword': 'Kata sandi baru',
  'settings.passwordChanged': 'Kata sandi diganti. Perangkat Anda yang lain sudah dikeluarkan.',
  'settings.wrongPassword': 'Itu bukan kata sandi Anda sekarang.',

  'settings.sessions': 'Perangkat tempat Anda masuk',
  'settings.sessionCurrent': 'Perangkat ini',
  'settings.sessionConnected': 'Tersambung sekarang',
  'settings.sessionLastSeen': 'Terakhir terlihat {when}',
  'settings.sessionSince': 'Masuk pada {date}',
  'settings.signOutDevice': 'Keluarkan',
  'settings.signOutDeviceLabel': 'Keluarkan {device}',
  'settings.signedOutDevice': '{device} sudah dikeluarkan.',

  'settings.leaving': 'Data dan akun',
  'settings.export': 'Ekspor data saya',
  'settings.exportNote': 'Semua yang disimpan server tentang Anda, sebagai berkas JSON.',
  'settings.exported': 'Data Anda disimpan sebagai {file}.',
  'settings.signOut': 'Keluar',
  'settings.signOutNote': 'Panggilan tidak lagi berdering di perangkat ini.',
  'settings.signOutTitle': 'Keluar dari akun di perangkat ini?',
  'settings.signOutBody': 'Untuk menelepon lagi dari sini, Anda perlu kata sandi.',
  'settings.delete': 'Hapus akun',
  'settings.deleteNote': 'Menghapus akun Anda dan semua yang disimpan server tentang Anda.',
  'settings.deleteTitle': 'Hapus akun Anda?',
  'settings.deleteBody':
    'ID {id}, kontak, dan sesi Anda langsung dihapus dari server. Tidak ada yang dapat mengembalikannya.',
  'settings.deleteConfirm': 'Hapus selamanya',

  'settings.server': 'Server',
  'settings.serverAddress': 'Alamat',
  'settings.serverState': 'Status',
  'settings.serverVersion': 'Versi server',
  'settings.changeServer': 'Pakai server lain',
  'settings.changeServerNote':
    'Akun hanya berlaku di satu server: jika server diganti, Anda keluar dari akun dan perlu akun di server yang baru.',
  'settings.state.connecting': 'Menyambungkan…',
  'settings.state.online': 'Tersambung',
  'settings.state.unreachable': 'Tidak dapat dihubungi',
  'settings.state.bad-certificate': 'Sertifikat tidak sah',
  'settings.state.not-a-server': 'Bukan server Tatap',
  'settings.state.socket-blocked': 'WebSocket diblokir',
  'settings.state.too-many-devices': 'Terlalu banyak perangkat tersambung',
  'settings.state.busy': 'Server sedang sibuk',
  'settings.state.refused': 'Ditolak oleh server',
  'settings.state.app-too-old': 'Versi Tatap ini sudah usang untuk server itu',
  'settings.state.server-too-old': 'Versi server lebih lama daripada versi aplikasi ini',
  'settings.state.replaced': 'Dipakai di jendela lain',
  'settings.unknown': 'Tidak diketahui',

  'settings.shortcutsNote': 'Berlaku di seluruh jendela, juga saat Anda mengetik.',
  'settings.action': 'Tindakan',
  'settings.keys': 'Tombol',

  'settings.aboutLine': 'Panggilan video yang langsung mulai.',
  'settings.version': 'Versi',
  'settings.runsOn': 'Berjalan di',
  'settings.licence': 'Lisensi',
  'settings.licenceText': 'MIT: bebas dipakai, diubah, dan dibagikan.',

  'settings.theme.system': 'Ikuti sistem',
  'settings.theme.light': 'Terang',
  'settings.theme.dark': 'Gelap',
  'settings.whoMayCall.everyone': 'Semua yang tahu ID Anda',
  'settings.whoMayCall.contacts': 'Hanya kontak Anda',
  'platform.windows': 'Windows',
  'platform.macos': 'macOS',
  'platform.linux': 'Linux',
  'platform.web': 'Peramban web',
};
