/** Where the own picture sits. */
export interface Corner {
  readonly x: 'left' | 'right';
  readonly y: 'top' | 'bottom';
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The corner of `stage` nearest to a point in it, in the same units. */
export function nearestCorner(point: { x: number; y: number }, stage: Size): Corner {
  return {
    x: point.x < stage.width / 2 ? 'left' : 'right',
    y: point.y < stage.height / 2 ? 'top' : 'bottom',
  };
}

/** Where a key press moves the picture to; the same corner where there is nothing beyond it. */
export function cornerAfterKey(corner: Corner, key: string): Corner {
  switch (key) {
    case 'ArrowLeft':
      return { ...corner, x: 'left' };
    case 'ArrowRight':
      return { ...corner, x: 'right' };
    case 'ArrowUp':
      return { ...corner, y: 'top' };
    case 'ArrowDown':
      return { ...corner, y: 'bottom' };
    case 'Enter':
    case ' ':
      return clockwise(corner);
    default:
      return corner;
  }
}

/** The next corner, for people who have one key and no arrows. */
function clockwise({ x, y }: Corner): Corner {
  if (x === 'left') return y === 'top' ? { x: 'right', y } : { x, y: 'top' };
  return y === 'top' ? { x, y: 'bottom' } : { x: 'left', y };
}
