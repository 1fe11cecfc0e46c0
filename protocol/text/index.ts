export {
  inGroups,
  letterOf,
  lettersIn,
  recoveryCodeIn,
  recoveryCodeOf,
  recoveryCodeSymbols,
} from './codes.ts';
export {
  type LinkAction,
  type NamedPerson,
  personIn,
  personInPath,
  personInTatapLink,
} from './links.ts';
export { cleanText, isolated } from './names.ts';
