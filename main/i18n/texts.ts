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
  readonly crashed: string;
  readonly crashedDetail: string;
  readonly reload: string;
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
  crashed: 'The window stopped working',
  crashedDetail: 'It was loaded again once already. The log says more.',
  reload: 'Load again',
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
  crashed: 'Jendela berhenti bekerja',
  crashedDetail: 'Jendela sudah pernah dimuat ulang. Log menjelaskan lebih lanjut.',
  reload: 'Muat ulang',
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
