import { hueOf, initialsOf } from './initials.ts';
import './avatar.css';

export type AvatarSize = 'small' | 'medium' | 'large' | 'huge';

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
