/** The texts of menus, tray, notifications and dialogs of the main process. */
export interface Texts {
  readonly about: string;
  readonly settings: string;
  readonly dial: string;
  readonly signOut: string;
  readonly quit: string;
  readonly open: string;
  readonly sharing: string;
  readonly stopSharing: string;
  readonly file: string;
  readonly edit: string;
  readonly view: string;
  readonly window: string;
  readonly accept: string;
  readonly decline: string;
  readonly incomingVideo: string;
  readonly incomingAudio: string;
  readonly unconfirmedDevice: string;
  readonly crashed: string;
  readonly crashedDetail: string;
  readonly reload: string;
  readonly undo: string;
  readonly redo: string;
  readonly cut: string;
  readonly copy: string;
  readonly paste: string;
  readonly pasteAndMatchStyle: string;
  readonly remove: string;
  readonly selectAll: string;
  readonly noSuggestions: string;
  readonly actualSize: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fullScreen: string;
  readonly developerTools: string;
  readonly minimize: string;
  readonly zoomWindow: string;
  readonly close: string;
  readonly allToFront: string;
  readonly services: string;
  readonly hide: string;
  readonly hideOthers: string;
  readonly showAll: string;
  /** `{version}` is the new one's. */
  readonly updateReady: string;
  readonly updateReadyDetail: string;
  readonly restartNow: string;
  readonly later: string;
}

const en: Texts = {
  about: 'About Tatap',
  settings: 'Settings…',
  dial: 'Search or call…',
  signOut: 'Sign out',
  quit: 'Quit Tatap',
  open: 'Open Tatap',
  sharing: 'Tatap: you are sharing your screen',
  stopSharing: 'Stop sharing your screen',
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  accept: 'Accept',
  decline: 'Decline',
  incomingVideo: 'is calling you with video',
  incomingAudio: 'is calling you',
  unconfirmedDevice: 'You verified this person, but not this new device. It may be somebody else.',
  crashed: 'The window stopped working',
  crashedDetail: 'It was loaded again once already. The log says more.',
  reload: 'Load again',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  pasteAndMatchStyle: 'Paste and Match Style',
  remove: 'Delete',
  selectAll: 'Select All',
  noSuggestions: 'No suggestions',
  actualSize: 'Actual Size',
  zoomIn: 'Zoom In',
  zoomOut: 'Zoom Out',
  fullScreen: 'Full Screen',
  developerTools: 'Developer Tools',
  minimize: 'Minimize',
  zoomWindow: 'Zoom',
  close: 'Close Window',
  allToFront: 'Bring All to Front',
  services: 'Services',
  hide: 'Hide Tatap',
  hideOthers: 'Hide Others',
  showAll: 'Show All',
  updateReady: 'Tatap {version} is ready',
  updateReadyDetail: 'Restart Tatap to use it. Otherwise it is installed when you quit.',
  restartNow: 'Restart now',
  later: 'Later',
};

const id: Texts = {
  about: 'Tentang Tatap',
  settings: 'Pengaturan…',
  dial: 'Cari atau telepon…',
  signOut: 'Keluar dari akun',
  quit: 'Tutup Tatap',
  open: 'Buka Tatap',
  sharing: 'Tatap: Anda membagikan layar',
  stopSharing: 'Berhenti membagikan layar',
  file: 'Berkas',
  edit: 'Edit',
  view: 'Tampilan',
  window: 'Jendela',
  accept: 'Terima',
  decline: 'Tolak',
  incomingVideo: 'menelepon Anda dengan video',
  incomingAudio: 'menelepon Anda',
  unconfirmedDevice:
    'Orang ini pernah Anda verifikasi, tetapi perangkat baru ini belum. Mungkin ini orang lain.',
  crashed: 'Jendela berhenti bekerja',
  crashedDetail: 'Jendela sudah pernah dimuat ulang. Log menjelaskan lebih lanjut.',
  reload: 'Muat ulang',
  undo: 'Urungkan',
  redo: 'Ulangi',
  cut: 'Potong',
  copy: 'Salin',
  paste: 'Tempel',
  pasteAndMatchStyle: 'Tempel dan Samakan Gaya',
  remove: 'Hapus',
  selectAll: 'Pilih Semua',
  noSuggestions: 'Tidak ada saran',
  actualSize: 'Ukuran Sebenarnya',
  zoomIn: 'Perbesar',
  zoomOut: 'Perkecil',
  fullScreen: 'Layar Penuh',
  developerTools: 'Alat Pengembang',
  minimize: 'Minimalkan',
  zoomWindow: 'Perbesar Jendela',
  close: 'Tutup Jendela',
  allToFront: 'Bawa Semua ke Depan',
  services: 'Layanan',
  hide: 'Sembunyikan Tatap',
  hideOthers: 'Sembunyikan Lainnya',
  showAll: 'Tampilkan Semua',
  updateReady: 'Tatap {version} sudah siap',
  updateReadyDetail:
    'Mulai ulang Tatap untuk memakainya. Jika tidak, versi ini dipasang saat Anda menutup Tatap.',
  restartNow: 'Mulai ulang sekarang',
  later: 'Nanti',
};

export type Language = 'en' | 'id';

/** `system` follows the person's list of languages; English where none of them is ours. */
export function resolveLanguage(
  setting: 'system' | Language,
  preferred: readonly string[],
): Language {
  if (setting !== 'system') return setting;
  for (const tag of preferred) {
    const language = tag.toLowerCase().split(/[-_]/)[0];
    if (language === 'en') return 'en';
    // `in` is the code of Indonesian before ISO 639 was revised in 1989; Java-minded systems keep it.
    if (language === 'id' || language === 'in') return 'id';
  }
  return 'en';
}

export function textsFor(language: Language): Texts {
  switch (language) {
    case 'en':
      return en;
    case 'id':
      return id;
  }
}
