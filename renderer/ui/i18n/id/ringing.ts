import type { ringing as english } from '../en/ringing.ts';
import type { Message } from '../messages.ts';

export const ringing: Readonly<Record<keyof typeof english, Message>> = {
  'ringing.calling': 'Menelepon…',
  'ringing.ringing': 'Berdering…',
  'ringing.devices': { other: 'Berdering di {count} perangkat' },
  'ringing.outgoing': 'Menelepon {name}',
  'ringing.incoming.video': 'Panggilan video masuk',
  'ringing.incoming.audio': 'Panggilan suara masuk',
  'ringing.unconfirmed':
    '{name} pernah Anda verifikasi, tetapi perangkat baru ini belum. Mungkin ini orang lain.',
  'ringing.unknown': 'Tidak ada di kontak Anda',
  'ringing.acceptVideo': 'Terima dengan video',
  'ringing.acceptAudio': 'Terima suara saja',
  'ringing.decline': 'Tolak',
  'ringing.declineMessage': 'Tolak dengan pesan',
  'ringing.preview': 'Lihat diri dulu',
  'ringing.reply': 'Pesan',
  'ringing.message': 'Pesan Anda',
  'ringing.message.own': 'Tulis sendiri…',
  'ringing.message.send': 'Kirim dan tolak',
  'ringing.message.back': 'Kembali',
  'ringing.text.later': 'Nanti saya telepon balik.',
  'ringing.text.soon': 'Lima menit lagi, ya.',
  'ringing.text.busy': 'Sekarang belum bisa bicara. Ada apa?',
};
