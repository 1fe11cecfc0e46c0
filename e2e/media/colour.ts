/** 8 bits per channel. */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** Distance of two colours, 0 to 441: below about 60 the same, after encoding and scaling. */
export function distance(a: Colour, b: Colour): number {
  return Math.hypot(a.red - b.red, a.green - b.green, a.blue - b.blue);
}

const clamp = (value: number): number => Math.max(0, Math.min(255, Math.round(value)));

/** BT.601 luma and chroma in the limited range that cameras and Y4M files use. */
export function toYuv({ red, green, blue }: Colour): [y: number, u: number, v: number] {
  return [
    clamp(16 + 0.257 * red + 0.504 * green + 0.098 * blue),
    clamp(128 - 0.148 * red - 0.291 * green + 0.439 * blue),
    clamp(128 + 0.439 * red - 0.368 * green - 0.071 * blue),
  ];
}
