import type { CallMedia } from '@tatap/protocol/call';
import type { Settings } from '@tatap/protocol/settings';
import { en } from '../ui/i18n/en/index.ts';
import { createI18n } from '../ui/i18n/i18n.ts';
import { type Language, resolveLanguage } from '../ui/i18n/language.ts';

/** The few words that hosts show outside of the page, in the person's language. */
export async function incomingCallText(
  setting: Settings['language'],
  media: CallMedia,
): Promise<{ readonly language: Language; readonly text: string }> {
  const language = resolveLanguage(setting, navigator.languages);
  const catalog = language === 'en' ? en : (await import('../ui/i18n/id/index.ts')).id;
  return { language, text: createI18n(language, catalog).t(`ringing.incoming.${media}`) };
}
