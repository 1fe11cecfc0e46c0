/**
 * Which item of a menu a key goes to; `null` where the key means nothing here.
 *
 * @param at index of the focused item, -1 for none
 * @param words the items' texts, for going to one by its first letter
 */
export function nextItem(key: string, at: number, words: readonly string[]): number | null {
  const count = words.length;
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return at <= 0 ? count - 1 : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return key.length === 1 && key !== ' ' ? byLetter(key, at, words) : null;
  }
}

function byLetter(letter: string, at: number, words: readonly string[]): number | null {
  const wanted = letter.toLocaleLowerCase();
  for (let step = 1; step <= words.length; step++) {
    const index = (at + step + words.length) % words.length;
    if (words[index]?.toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return null;
}
