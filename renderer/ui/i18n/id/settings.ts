import type { settings as english } from '../en/settings.ts';
import type { Part } from '../messages.ts';

export const settings: Part<typeof english> = {
  'settings.title': 'Pengaturan',
};
