import type { Catalog } from '../messages.ts';

/** The settings pages. */
export const settings = {
  'settings.title': 'Settings',
} as const satisfies Catalog;
