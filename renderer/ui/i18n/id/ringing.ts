import type { ringing as english } from '../en/ringing.ts';
import type { Message } from '../messages.ts';

export const ringing: Readonly<Record<keyof typeof english, Message>> = {
  'ringing.calling': 'Menelepon…',
  'ringing.ringing': 'Berdering…',
  'ringing.devices': { other: 'Berdering di {count} perangkat' },
  'ringing.outgoing': 'Menelepon {name}',
  'ringing.noCamera': 'Kamera tidak ditemukan. {name} tetap mendengar Anda.',
  'ringing.cameraRefused': 'Tatap tidak diizinkan memakai kamera. {name} tetap mendengar Anda.',
  'ringing.cameraBusy': 'Program lain sedang memakai kamera. {name} tetap mendengar Anda.',
  'ringing.noMicrophone': 'Mikrofon tidak ditemukan. {name} tidak akan mendengar Anda.',
  'ringing.incoming.video': 'Panggilan video masuk',
  'ringing.incoming.audio': 'Panggilan suara masuk',
  'ringing.unknown': 'Tidak ada di kontak Anda',
  'ringing.acceptVideo': 'Terima dengan video',
  'ringing.acceptAudio': 'Terima suara saja',
  'ringing.decline': 'Tolak',
  'ringing.declineMessage': 'Tolak dengan pesan',
  'ringing.message': 'Pesan Anda',
  'ringing.message.own': 'Tulis sendiri…',
  'ringing.message.send': 'Kirim dan tolak',
  'ringing.message.back': 'Kembali',
  'ringing.text.later': 'Nanti saya telepon balik.',
  'ringing.text.soon': 'Lima menit lagi, ya.',
  'ringing.text.busy': 'Sekarang belum bisa bicara. Ada apa?',
};
