export { inGroups, letterOf, lettersIn } from './crockford.ts';
export {
  type LinkAction,
  type NamedPerson,
  personIn,
  personInPath,
  personInTatapLink,
} from './links.ts';
export { cleanText, isolated } from './names.ts';
export { recoveryCodeIn, recoveryCodeOf, recoveryCodeSymbols } from './recovery-code.ts';
