import './avatar.css';

type AvatarSize = 'medium' | 'large' | 'huge';

/**
 * A person's initials on a colour that stays theirs: it comes from the ID, not from the name.
 * Hidden from screen readers; the name always stands beside it.
 */
export function Avatar({
  id,
  name,
  size = 'medium',
}: {
  id: string;
  name: string;
  size?: AvatarSize;
}) {
  return (
    <span class="avatar" data-size={size} style={{ '--hue': hueOf(id) }} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}

const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function firstLetter(word: string): string {
  const letters = [...segments.segment(word)].map(({ segment }) => segment);
  // "(Budi)" begins with a B.
  const first = letters.find((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? letters[0];
  return first?.toLocaleUpperCase() ?? '';
}

/** One or two letters for a name: those of its first and last word. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s._-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const first = words[0];
  const last = words.at(-1);
  if (first === undefined || last === undefined) return firstLetter(name.trim()) || '?';
  return words.length === 1 ? firstLetter(first) : firstLetter(first) + firstLetter(last);
}

/** Hues that are told apart by most eyes; 24 degrees between neighbours at least. */
const hues = [25, 55, 85, 120, 150, 180, 210, 240, 270, 300, 325, 350] as const;

/** A hue in degrees for an ID; the same on every device (FNV-1a). */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(id)) {
    hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  }
  return hues[hash % hues.length] ?? 210;
}
