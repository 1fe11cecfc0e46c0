const mostCharacters = 32;
const leastCharacters = 3;

/**
 * The ID that a display name suggests: its letters and digits of ASCII in lower case, words joined by
 * dots, at most 32 characters. Empty where too little is left to make an ID.
 */
export function suggestId(displayName: string): string {
  const words = displayName
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  const id = words.join('.').slice(0, mostCharacters).replace(/\.$/, '');
  return id.length < leastCharacters ? '' : id;
}
