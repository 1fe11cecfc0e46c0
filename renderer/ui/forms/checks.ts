import { serverUrl } from '@tatap/protocol/settings';
import { accountId, displayName, parse, password } from '@tatap/protocol/signaling';
import { cleanText, personIn } from '@tatap/protocol/text';
import type { I18n } from '../i18n/i18n.ts';

/**
 * What is wrong with what was typed. `early` problems are said while typing, because typing on
 * cannot mend them; the others wait until the person leaves the field or sends the form.
 */
export type InputProblem =
  | {
      readonly key:
        | 'invalid.required'
        | 'invalid.nameMissing'
        | 'invalid.idMissing'
        | 'invalid.passwordMissing'
        | 'invalid.serverMissing'
        | 'invalid.idShort'
        | 'invalid.idLong'
        | 'invalid.idCharacters'
        | 'invalid.idEdges'
        | 'invalid.passwordLong'
        | 'invalid.nameLong'
        | 'invalid.nameCharacters'
        | 'invalid.recoveryCodeMissing'
        | 'invalid.recoveryCode'
        | 'invalid.server';
      readonly early: boolean;
    }
  | { readonly key: 'invalid.passwordShort'; readonly missing: number; readonly early: false };

const late = (key: Exclude<InputProblem['key'], 'invalid.passwordShort'>): InputProblem => ({
  key,
  early: false,
});
const early = (key: Exclude<InputProblem['key'], 'invalid.passwordShort'>): InputProblem => ({
  key,
  early: true,
});

/**
 * The ID that a person means for themselves: capitals, spaces around it and characters that cannot be
 * seen are forgiven, and so is one's own link in its place.
 */
export function normaliseId(text: string): string {
  const person = personIn(text);
  if (person !== null && person.action !== null) return person.id;
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
    .toLowerCase();
}

export function checkId(text: string): InputProblem | null {
  const id = normaliseId(text);
  if (id === '') return late('invalid.idMissing');
  if (/[^a-z0-9._-]/.test(id)) return early('invalid.idCharacters');
  if (id.length > 32) return early('invalid.idLong');
  if (/^[._-]/.test(id)) return early('invalid.idEdges');
  if (/[._-]$/.test(id)) return late('invalid.idEdges');
  // The protocol's own rule has the last word.
  return parse(accountId, id).ok ? null : late('invalid.idShort');
}

const leastPassword = 8;

export function checkPassword(text: string): InputProblem | null {
  if (text === '') return late('invalid.passwordMissing');
  if (text.length < leastPassword) {
    return { key: 'invalid.passwordShort', missing: leastPassword - text.length, early: false };
  }
  return parse(password, text).ok ? null : early('invalid.passwordLong');
}

export function checkDisplayName(text: string): InputProblem | null {
  if (text.trim() === '') return late('invalid.nameMissing');
  const name = cleanText(text);
  if (name === '') return early('invalid.nameCharacters');
  return parse(displayName, name).ok ? null : early('invalid.nameLong');
}

/** For what only the server can judge: an existing password, an invitation code. */
export function checkFilled(text: string): InputProblem | null {
  return text.trim() === '' ? late('invalid.required') : null;
}

const schemeFor = (host: string): 'http' | 'https' =>
  /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(host) ? 'http' : 'https';

/**
 * The address that was meant: `https` where nothing is said, `http` for this computer, where
 * nobody has a certificate.
 */
export function normaliseServerUrl(text: string): string {
  const address = text
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(/\/+$/, '');
  if (address === '') return address;
  const whole = /^[a-z]+:\/\//i.test(address) ? address : `${schemeFor(address)}://${address}`;
  const parsed = parse(serverUrl, whole);
  return parsed.ok ? parsed.value : whole;
}

export function checkServerUrl(text: string): InputProblem | null {
  const address = normaliseServerUrl(text);
  if (address === '') return late('invalid.serverMissing');
  return parse(serverUrl, address).ok ? null : late('invalid.server');
}

/** The sentence for a problem. */
export function describeProblem({ t }: I18n, problem: InputProblem): string {
  return problem.key === 'invalid.passwordShort'
    ? t(problem.key, { count: problem.missing })
    : t(problem.key);
}
