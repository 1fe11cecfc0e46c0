import type { safety as english } from '../en/safety.ts';
import type { Message } from '../messages.ts';

export const safety: Readonly<Record<keyof typeof english, Message>> = {
  'safety.open': 'Terenkripsi. Tampilkan nomor keamanan',
  'safety.open.verified': 'Terenkripsi dan terverifikasi. Tampilkan nomor keamanan',
  'safety.title': 'Nomor keamanan dengan {name}',
  'safety.explain':
    'Hanya Anda dan {name} yang melihat dan mendengar panggilan Anda. Untuk memastikan tidak ada pihak di tengah, cocokkan nomor ini dengan nomor {name}: secara langsung, atau dibacakan bila Anda mengenali suaranya.',
  'safety.notMet': 'Nomor ini tersedia setelah panggilan pertama dengan {name}.',
  'safety.device': 'Perangkat {index} dari {count}',
  'safety.mark': 'Tandai terverifikasi',
  'safety.clear': 'Hapus verifikasi',
  'safety.verified': 'Terverifikasi',
  'safety.newDevice': '{name} memakai perangkat yang belum Anda kenal.',
  'safety.unconfirmed': '{name} memakai perangkat baru.',
  'safety.unconfirmed.detail':
    '{name} pernah Anda verifikasi, tetapi perangkat ini belum. Mungkin ini orang lain. Kamera dan mikrofon Anda tidak dikirim sampai Anda melanjutkan.',
  'safety.continue': 'Lanjutkan',
  'safety.read': 'Mengerti',
  'safety.menu': 'Nomor keamanan',
};
