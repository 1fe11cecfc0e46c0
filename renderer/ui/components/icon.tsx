import { h } from 'preact';
import './icon.css';

/** An icon of the package `lucide`: `import { Mic } from 'lucide'`. */
export type IconShape = readonly (readonly [
  tag: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
])[];

export type IconSize = 'small' | 'medium' | 'large';

const pixels: Readonly<Record<IconSize, number>> = { small: 16, medium: 20, large: 24 };

/**
 * Draws an icon in the colour of the text around it. It is always hidden from screen readers: the
 * control it stands in has a name, or words stand beside it.
 */
export function Icon({ shape, size = 'medium' }: { shape: IconShape; size?: IconSize }) {
  return (
    <svg
      class="icon"
      width={pixels[size]}
      height={pixels[size]}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {shape.map(([tag, attributes]) => h(tag, attributes))}
    </svg>
  );
}
