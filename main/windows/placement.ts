import * as v from 'valibot';

/** A rectangle in device-independent pixels, as Electron's `Rectangle`. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const whole = v.pipe(v.number(), v.integer());
const length = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Where the main window was. `bounds` are those it returns to when it is not maximised. */
export const windowState = v.object({
  bounds: v.object({ x: whole, y: whole, width: length, height: length }),
  maximized: v.boolean(),
});
export type WindowState = v.InferOutput<typeof windowState>;

export const minimumSize = { width: 400, height: 480 } as const;
const defaultSize = { width: 1120, height: 740 } as const;

/** How much of the title bar must be on a screen so that a person can take hold of the window. */
const graspable = { width: 100, height: 32 } as const;

/**
 * Where to open the main window: where it was, as long as a person could still reach it there; in
 * the middle of the first work area otherwise (a screen was unplugged, the resolution changed).
 *
 * @param workAreas of the screens that are there now, the primary one first
 */
export function placeWindow(saved: WindowState | null, workAreas: readonly Bounds[]): Bounds {
  const [primary] = workAreas;
  if (primary === undefined) return { x: 0, y: 0, ...defaultSize };
  if (saved === null) return centre(defaultSize, primary);
  const home = workAreas.find((area) => isGraspable(saved.bounds, area));
  if (home === undefined) return centre(saved.bounds, primary);
  return {
    ...saved.bounds,
    width: clamp(saved.bounds.width, minimumSize.width, home.width),
    height: clamp(saved.bounds.height, minimumSize.height, home.height),
  };
}

/** The middle of a work area's upper edge, with a margin. */
export function placeAtTop(
  size: { readonly width: number; readonly height: number },
  workArea: Bounds,
  margin: number,
): Bounds {
  return {
    ...size,
    x: workArea.x + Math.round((workArea.width - size.width) / 2),
    y: workArea.y + margin,
  };
}

function isGraspable(bounds: Bounds, area: Bounds): boolean {
  const overlap =
    Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  const titleBarIsInside =
    bounds.y >= area.y && bounds.y + graspable.height <= area.y + area.height;
  return overlap >= graspable.width && titleBarIsInside;
}

function centre(size: { readonly width: number; readonly height: number }, area: Bounds): Bounds {
  const width = clamp(size.width, minimumSize.width, area.width);
  const height = clamp(size.height, minimumSize.height, area.height);
  return {
    width,
    height,
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
  };
}

/** The smaller limit wins where a screen is smaller than the minimum. */
function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
