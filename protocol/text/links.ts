import { parse } from '../parse.ts';
import { type AccountId, accountId } from '../signaling/ids.ts';

/** What a link asks for. A link never calls by itself: the app fills in the ID, a person presses. */
export type LinkAction = 'add' | 'call';

/** A person that a text or a link names. */
export interface NamedPerson {
  readonly id: AccountId;
  /** `null` for a bare ID, which says nothing of what to do with it. */
  readonly action: LinkAction | null;
}

/** Format and control characters, which are copied along from pages and mails and are not seen. */
const unseen = /[\p{Cc}\p{Cf}]/gu;

/** Quotes, brackets and marks that stand around an ID or a link in a sentence. */
const around = /^[\s<>()[\]{}"'`“”‘’«»‹›„‚*,;:!?]+|[\s<>()[\]{}"'`“”‘’«»‹›„‚*.,;:!?]+$/gu;

const tatapLink = /tatap:(?:\/\/)?(add|call)\/([^\s/?#<>"')\]}]+)\/?(?=[\s?#<>"')\]}]|$)/i;
/** The last `/add/ID` or `/call/ID` of an address, also behind `#`; a folder of a proxy may precede it. */
const webLink =
  /https?:\/\/[^\s<>"]*[/#](add|call)\/([^\s/?#<>"')\]}]+)\/?(?=[\s?#<>"')\]},.;:!]|$)/i;
const webPath = /^(?:\/[^?#]*)?\/(add|call)\/([^/?#]+)\/?$/i;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function idOf(text: string): AccountId | null {
  const id = parse(accountId, text.replace(around, '').replace(/^@/, ''));
  return id.ok ? id.value : null;
}

function personOf(match: RegExpExecArray | null): NamedPerson | null {
  const [, action, text = ''] = match ?? [];
  const id = idOf(decoded(text).toLowerCase());
  if (id === null || action === undefined) return null;
  return { id, action: action.toLowerCase() === 'add' ? 'add' : 'call' };
}

/**
 * Finds the person in what somebody typed, pasted or opened: a bare ID, an ID with `@`, in capitals,
 * in full-width letters, with quotes, brackets or marks around it; a `tatap:` link with or without
 * slashes; a web link, also inside a sentence. Unknown parameters of a link are skipped. `null`
 * where the text names nobody.
 */
export function personIn(text: string): NamedPerson | null {
  const plain = text.normalize('NFKC').replace(unseen, '').trim();
  const link = tatapLink.exec(plain) ?? webLink.exec(plain);
  if (link !== null) return personOf(link);
  const id = idOf(plain.toLowerCase());
  return id === null ? null : { id, action: null };
}

/** Finds the person in a `tatap:` link that the system or a command line hands over; `null` in any other text. */
export function personInTatapLink(text: string): NamedPerson | null {
  const plain = text.normalize('NFKC').replace(unseen, '').replace(around, '');
  return /^tatap:/i.test(plain) ? personOf(tatapLink.exec(plain)) : null;
}

/** Finds the person in the path of the web client's page: `/add/ID` or `/call/ID`, also below a proxy's folder. */
export function personInPath(pathname: string): NamedPerson | null {
  return personOf(webPath.exec(pathname));
}
