import type { setup as english } from '../en/setup.ts';
import type { Part } from '../messages.ts';

export const setup: Part<typeof english> = {
  'setup.title': 'Periksa kesiapan panggilan',
  'setup.heading': 'Apakah panggilan akan lancar di sini?',
  'setup.note':
    'Mencoba semua yang diperlukan panggilan: server, jalur ke orang lain, perangkat Anda, dan panggilan di dalam komputer ini. Kamera dan mikrofon menyala beberapa detik; tidak ada yang direkam atau dikirim kepada siapa pun.',
  'setup.steps': 'Langkah pemeriksaan',
  'setup.progress': 'Memeriksa: {done} dari {total} selesai.',
  'setup.allGood': 'Semuanya berfungsi. Diperiksa dalam {seconds} dtk.',
  'setup.noted': {
    other: 'Tidak ada masalah. {count} catatan. Diperiksa dalam {seconds} dtk.',
  },
  'setup.warned': {
    other: 'Panggilan berfungsi, dengan {count} keterbatasan. Diperiksa dalam {seconds} dtk.',
  },
  'setup.found': { other: '{count} masalah ditemukan. Diperiksa dalam {seconds} dtk.' },
  'setup.again': 'Periksa lagi',
  'setup.copyReport': 'Salin laporan',
  'setup.report': 'Isi laporan',
  'setup.reportNote':
    'Untuk orang yang membantu Anda. Tidak berisi nama, alamat, ID, atau kata sandi.',
  'setup.notLoaded': 'Pemeriksaan tidak dapat dimuat. Tutup ini, lalu coba lagi sebentar lagi.',

  'setup.state.waiting': 'Menunggu',
  'setup.state.running': 'Memeriksa…',
  'setup.state.good': 'Baik',
  'setup.state.note': 'Perlu diketahui',
  'setup.state.warning': 'Terbatas',
  'setup.state.failed': 'Masalah',

  'setup.step.server': 'Server',
  'setup.step.session': 'Sambungan ke server',
  'setup.step.stun': 'Jalur langsung ke orang lain (STUN)',
  'setup.step.turn-udp': 'Relai lewat UDP (TURN)',
  'setup.step.turn-tcp': 'Relai lewat TCP (TURN)',
  'setup.step.turn-tls': 'Relai lewat TLS (TURN)',
  'setup.step.noRelay': 'Relai (TURN)',
  'setup.step.camera': 'Kamera',
  'setup.step.microphone': 'Mikrofon',
  'setup.step.speaker': 'Pengeras suara',
  'setup.step.loopback': 'Panggilan di dalam komputer ini',

  'setup.server.reached': 'Tersambung. Versinya {version}.',
  'setup.server.clock-off': {
    other:
      'Tersambung, tetapi jam komputer ini dan jam server berselisih {count} menit. Sertifikat dan akses ke relai bisa ditolak karenanya.',
  },
  'setup.server.app-too-old':
    'Tersambung. Server lebih baru daripada aplikasi ini (versi {version}).',
  'setup.server.server-too-old':
    'Tersambung. Versi server lebih lama daripada versi aplikasi ini (versi {version}).',
  'setup.server.offline': 'Komputer ini tidak tersambung ke jaringan mana pun.',
  'setup.server.unreachable':
    'Tidak dapat dihubungi: server mati, alamatnya salah, atau jaringan Anda tidak meneruskan ke sana.',
  'setup.server.no-answer':
    'Tidak menjawab tepat waktu: server terlalu sibuk, atau ada yang menghambat di jalan.',
  'setup.server.bad-certificate':
    'Sertifikatnya tidak sah, jadi tidak ada yang dikirim ke sana. Mungkin sudah kedaluwarsa, atau ada yang berdiri di antara Anda dan server.',
  'setup.server.not-a-server': 'Yang menjawab di alamat ini bukan server Tatap.',
  'setup.server.in-trouble': 'Menjawab, tetapi saat ini tidak dapat membantu.',

  'setup.session.answered': 'Terbuka. Menjawab dalam {answerMs} md.',
  'setup.session.signed-out':
    'Tidak ada yang masuk di sini, jadi panggilan tidak bisa masuk atau keluar.',
  'setup.session.replaced':
    'Tatap sedang dipakai di jendela atau tab lain, dan hanya satu yang bisa tersambung.',
  'setup.session.no-answer':
    'Terbuka, tetapi server tidak menjawab permintaan lewat sambungan itu.',
  'setup.session.socket-blocked':
    'Server ada, tetapi sambungan tetap ke sana (WebSocket) diputus. Biasanya oleh proxy, firewall, atau antivirus.',
  'setup.session.not-checked': 'Tidak diperiksa, karena server tidak dapat dihubungi.',

  'setup.stun.answered': 'Berfungsi. Panggilan bisa lewat jalur langsung.',
  'setup.stun.not-offered':
    'Server tidak menyebut server STUN. Di luar jaringan Anda sendiri, panggilan akan memerlukan relai.',
  'setup.stun.no-answer':
    'Server STUN tidak menjawab: server itu mati, atau firewall atau VPN menahan UDP.',
  'setup.stun.unreachable': 'Server STUN tidak dapat dihubungi dari jaringan ini.',
  'setup.stun.unknown-host': 'Nama server STUN tidak mengarah ke mana pun.',
  'setup.stun.udp-blocked':
    'Jaringan Anda, firewall, atau VPN menahan UDP, jadi tidak ada jalur langsung. Panggilan lewat relai.',
  'setup.stun.not-checked': 'Tidak diperiksa: sambungan ke server yang memberi tahu alamatnya.',

  'setup.turn.relayed': 'Berfungsi.',
  'setup.turn.not-offered':
    'Server tidak menyediakan relai lewat jalur ini. Itu penting hanya di jaringan yang menutup semua jalur lain.',
  'setup.turn.no-relay':
    'Server tidak punya relai. Panggilan berfungsi bila ada jalur langsung; di antara dua jaringan ketat, misalnya kantor dan seluler, tidak.',
  'setup.turn.no-answer':
    'Relai tidak menjawab lewat jalur ini: relai mati, atau firewall atau VPN menahan kirimannya.',
  'setup.turn.unreachable':
    'Relai tidak menerima sambungan lewat jalur ini: relai mati di sana, atau firewall menolaknya.',
  'setup.turn.unknown-host': 'Nama relai tidak mengarah ke mana pun.',
  'setup.turn.udp-blocked':
    'Jaringan Anda, firewall, atau VPN menahan UDP. Lewat TCP relai berfungsi: panggilan tersambung, dengan keterlambatan lebih tinggi dan lebih sering tersendat.',
  'setup.turn.credentials-refused':
    'Relai ada, tetapi menolak akses yang diberikan server (galat 401): keduanya tidak memakai rahasia yang sama, atau jamnya berbeda.',
  'setup.turn.credentials-expired':
    'Relai ada, tetapi menolak akses yang diberikan server (galat 401): akses itu sudah kedaluwarsa sebelum dipakai. Jam server salah, atau jam komputer ini.',
  'setup.turn.refused':
    'Relai ada, tetapi menolak meneruskan (galat {code}): relai penuh, atau diatur begitu.',
  'setup.turn.certificate':
    'Relai ada, tetapi sertifikatnya tidak diterima: sudah kedaluwarsa, untuk nama lain, atau tidak dipercaya sistem ini.',
  'setup.turn.not-checked': 'Tidak diperiksa: sambungan ke server yang memberi tahu letak relai.',

  'setup.camera.delivers': '{label} mengirim gambar, {width} × {height}.',
  'setup.camera.refused-by-person': 'Akses kamera diblokir untuk halaman ini.',
  'setup.camera.refused-by-system':
    'Pengaturan privasi sistem Anda tidak mengizinkan Tatap memakai kamera.',
  'setup.camera.in-use':
    'Kamera tidak terbuka: program lain sedang memakainya, atau drivernya bermasalah.',
  'setup.camera.none':
    'Kamera tidak ditemukan. Anda bisa menelepon tanpa kamera, tetapi orang lain tidak melihat Anda.',
  'setup.camera.unsupported':
    'Halaman ini tidak dapat memakai kamera, karena tidak dibuka lewat https.',
  'setup.camera.not-opened':
    'Kamera belum terbuka. Mungkin ada pertanyaan yang menunggu jawaban Anda, atau kameranya macet.',
  'setup.camera.no-frames': 'Kamera menyala tetapi tidak mengirim gambar.',
  'setup.camera.black':
    'Kamera hanya mengirim warna hitam: lensanya tertutup, atau dimatikan di perangkatnya.',

  'setup.microphone.delivers': '{label} mengirim suara.',
  'setup.microphone.refused-by-person': 'Akses mikrofon diblokir untuk halaman ini.',
  'setup.microphone.refused-by-system':
    'Pengaturan privasi sistem Anda tidak mengizinkan Tatap memakai mikrofon.',
  'setup.microphone.in-use':
    'Mikrofon tidak terbuka: program lain sedang memakainya, atau drivernya bermasalah.',
  'setup.microphone.none':
    'Mikrofon tidak ditemukan. Anda bisa mendengarkan, tetapi tidak ada yang mendengar Anda.',
  'setup.microphone.unsupported':
    'Halaman ini tidak dapat memakai mikrofon, karena tidak dibuka lewat https.',
  'setup.microphone.not-opened':
    'Mikrofon belum terbuka. Mungkin ada pertanyaan yang menunggu jawaban Anda, atau mikrofonnya macet.',
  'setup.microphone.no-sound': 'Mikrofon menyala tetapi tidak mengirim apa pun.',
  'setup.microphone.silent':
    'Mikrofon hanya mengirim keheningan: dimatikan di sistem, atau dengan sakelar di perangkatnya.',

  'setup.speaker.plays': 'Menerima suara.',
  'setup.speaker.none':
    'Pengeras suara atau headphone tidak ditemukan, jadi Anda tidak mendengar siapa pun.',
  'setup.speaker.gone': 'Pengeras suara yang dipilih sudah tidak ada. Bawaan sistem yang dipakai.',
  'setup.speaker.stalled':
    'Pengeras suara tidak menerima suara: perangkatnya macet, atau dipakai program lain.',

  'setup.loopback.flows':
    'Gambar dan suara sampai. Gambar pertama muncul setelah {firstFrameMs} md.',
  'setup.loopback.not-connected':
    'Dua ujung di dalam komputer ini tidak dapat saling menghubungi. Firewall, antivirus, atau VPN menahan panggilan di komputer ini, atau panggilan dimatikan di sini.',
  'setup.loopback.no-media': 'Panggilan tersambung tetapi tidak membawa gambar maupun suara.',
  'setup.loopback.no-picture': 'Panggilan tersambung dan membawa suara, tetapi tanpa gambar.',
  'setup.loopback.not-checked':
    'Tidak diperiksa: tanpa jaringan, panggilan tidak tersambung bahkan di dalam satu komputer.',
  'setup.loopback.no-sound': 'Panggilan tersambung dan membawa gambar, tetapi tanpa suara.',

  'setup.cure.server.clock-off':
    'Biarkan sistem mengatur tanggal dan waktu secara otomatis, lalu periksa lagi.',
  'setup.cure.server.app-too-old': 'Perbarui Tatap.',
  'setup.cure.server.server-too-old': 'Minta pengelola server memperbaruinya.',
  'setup.cure.server.offline': 'Sambungkan Wi-Fi atau kabel, atau matikan mode pesawat.',
  'setup.cure.server.unreachable':
    'Lihat apakah halaman web lain terbuka. Jika ya, periksa alamatnya di pengaturan jaringan, coba tanpa VPN, atau tanyakan kepada pengelola server.',
  'setup.cure.server.no-answer': 'Coba lagi sebentar lagi, tanpa VPN jika Anda memakainya.',
  'setup.cure.server.bad-certificate':
    'Jangan pakai di jaringan yang tidak Anda percaya. Periksa tanggal dan waktu komputer ini, lalu tanyakan kepada pengelola server.',
  'setup.cure.server.not-a-server':
    'Periksa alamatnya di pengaturan jaringan. Di hotel atau kafe, buka dulu satu halaman web dan masuk ke Wi-Fi di sana.',
  'setup.cure.server.in-trouble':
    'Coba lagi sebentar lagi. Jika tetap begitu, tanyakan kepada pengelola server.',

  'setup.cure.session.signed-out': 'Masuk ke akun Anda.',
  'setup.cure.session.replaced': 'Pakai Tatap di sana, atau pilih “Pakai di sini” di jendela ini.',
  'setup.cure.session.no-answer':
    'Coba lagi sebentar lagi. Jika tetap begitu, tanyakan kepada pengelola server.',
  'setup.cure.session.socket-blocked':
    'Coba tanpa VPN atau di jaringan lain. Minta pengelola jaringan ini, atau pengelola proxy server, meneruskan WebSocket.',

  'setup.cure.stun.no-answer':
    'Coba tanpa VPN atau di jaringan lain. Jika di mana-mana begitu, tanyakan kepada pengelola server.',
  'setup.cure.stun.unreachable':
    'Coba tanpa VPN atau di jaringan lain. Jika di mana-mana begitu, tanyakan kepada pengelola server.',
  'setup.cure.stun.unknown-host': 'Minta pengelola server memperbaiki alamat STUN.',
  'setup.cure.stun.udp-blocked':
    'Matikan VPN atau coba jaringan lain. Di kantor, mintalah agar UDP keluar diizinkan.',

  'setup.cure.turn.no-relay':
    'Komputer Anda tidak bermasalah. Pengelola server dapat memasang relai (TURN).',
  'setup.cure.turn.no-answer':
    'Selama ada satu relai yang baik, panggilan berfungsi. Jika tidak ada, coba tanpa VPN atau di jaringan lain, atau tanyakan kepada pengelola server.',
  'setup.cure.turn.unreachable':
    'Selama ada satu relai yang baik, panggilan berfungsi. Jika tidak ada, coba jaringan lain, atau tanyakan kepada pengelola server.',
  'setup.cure.turn.unknown-host': 'Minta pengelola server memperbaiki alamat relai.',
  'setup.cure.turn.udp-blocked':
    'Matikan VPN atau coba jaringan lain. Di kantor, mintalah agar UDP keluar diizinkan.',
  'setup.cure.turn.credentials-refused':
    'Komputer Anda tidak bermasalah. Minta pengelola server membandingkan rahasia dan jam server dengan relai.',
  'setup.cure.turn.credentials-expired':
    'Biarkan sistem mengatur tanggal dan waktu secara otomatis. Jika di sini sudah benar, minta pengelola server mengatur jamnya.',
  'setup.cure.turn.refused': 'Coba lagi nanti, dan sampaikan galat ini kepada pengelola server.',
  'setup.cure.turn.certificate':
    'Periksa tanggal dan waktu komputer ini. Jika benar, minta pengelola server memperbarui sertifikat relai.',

  'setup.cure.camera.refused-by-person':
    'Izinkan kamera: di peramban lewat ikon di samping alamat, di aplikasi lewat pengaturan privasi sistem. Lalu periksa lagi.',
  'setup.cure.camera.refused-by-system':
    'Izinkan kamera untuk Tatap (atau untuk peramban Anda) di pengaturan privasi sistem, lalu periksa lagi.',
  'setup.cure.camera.in-use':
    'Tutup program lain yang memakai kamera, atau cabut dan pasang lagi. Lalu periksa lagi.',
  'setup.cure.camera.none': 'Pasang kamera, atau nyalakan kamera bawaan.',
  'setup.cure.camera.unsupported': 'Buka Tatap lewat https, atau pakai aplikasi desktop.',
  'setup.cure.camera.not-opened': 'Jawab pertanyaan di layar, lalu periksa lagi.',
  'setup.cure.camera.no-frames':
    'Cabut kamera dan pasang lagi, atau pilih yang lain di Perangkat. Lalu periksa lagi.',
  'setup.cure.camera.black':
    'Buka penutup lensa, tekan tombol kamera di papan ketik, atau pilih kamera lain di Perangkat.',

  'setup.cure.microphone.refused-by-person':
    'Izinkan mikrofon: di peramban lewat ikon di samping alamat, di aplikasi lewat pengaturan privasi sistem. Lalu periksa lagi.',
  'setup.cure.microphone.refused-by-system':
    'Izinkan mikrofon untuk Tatap (atau untuk peramban Anda) di pengaturan privasi sistem, lalu periksa lagi.',
  'setup.cure.microphone.in-use':
    'Tutup program lain yang memakai mikrofon, atau cabut dan pasang lagi. Lalu periksa lagi.',
  'setup.cure.microphone.none': 'Pasang mikrofon atau headset.',
  'setup.cure.microphone.unsupported': 'Buka Tatap lewat https, atau pakai aplikasi desktop.',
  'setup.cure.microphone.not-opened': 'Jawab pertanyaan di layar, lalu periksa lagi.',
  'setup.cure.microphone.no-sound':
    'Cabut mikrofon dan pasang lagi, atau pilih yang lain di Perangkat. Lalu periksa lagi.',
  'setup.cure.microphone.silent':
    'Nyalakan lagi di pengaturan suara sistem, cari sakelar mikrofon di headset atau tombol mikrofon di papan ketik, atau pilih yang lain di Perangkat.',

  'setup.cure.speaker.none': 'Pasang pengeras suara atau headphone.',
  'setup.cure.speaker.gone': 'Pasang lagi, atau pilih yang lain di Perangkat.',
  'setup.cure.speaker.stalled':
    'Cabut dan pasang lagi, pilih yang lain di Perangkat, atau mulai ulang komputer.',

  'setup.cure.loopback.not-connected':
    'Izinkan Tatap (atau peramban Anda) di firewall atau antivirus komputer ini, dan coba tanpa VPN.',
  'setup.cure.loopback.no-media':
    'Mulai ulang Tatap, lalu komputer. Jika tetap begitu, ada ekstensi atau program keamanan yang mengubah panggilan.',
  'setup.cure.loopback.no-picture': 'Mulai ulang Tatap dan perbarui driver grafis komputer ini.',
  'setup.cure.loopback.no-sound': 'Mulai ulang Tatap, lalu komputer.',
};
