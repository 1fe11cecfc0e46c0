const window = 8;

/**
 * How alike two pictures look: the mean structural similarity of their brightness (Wang et al.,
 * 2004) over windows of 8 by 8 pixels; 1 is the same picture.
 */
export function ssim(a: Uint8Array, b: Uint8Array, width: number): number {
  const height = a.length / width;
  let sum = 0;
  let windows = 0;
  for (let top = 0; top + window <= height; top += window) {
    for (let left = 0; left + window <= width; left += window) {
      sum += ofWindow(a, b, top * width + left, width);
      windows += 1;
    }
  }
  return sum / windows;
}

/** The constants of the paper for 8 bits: (0.01 · 255)² and (0.03 · 255)². */
const [c1, c2] = [6.5025, 58.5225];

function ofWindow(a: Uint8Array, b: Uint8Array, start: number, width: number): number {
  let [sumA, sumB, sumAA, sumBB, sumAB] = [0, 0, 0, 0, 0];
  for (let row = 0; row < window; row++) {
    for (let column = 0; column < window; column++) {
      const at = start + row * width + column;
      const [x, y] = [a[at] ?? 0, b[at] ?? 0];
      sumA += x;
      sumB += y;
      sumAA += x * x;
      sumBB += y * y;
      sumAB += x * y;
    }
  }
  const n = window * window;
  const [meanA, meanB] = [sumA / n, sumB / n];
  const varianceA = sumAA / n - meanA * meanA;
  const varianceB = sumBB / n - meanB * meanB;
  const covariance = sumAB / n - meanA * meanB;
  return (
    ((2 * meanA * meanB + c1) * (2 * covariance + c2)) /
    ((meanA * meanA + meanB * meanB + c1) * (varianceA + varianceB + c2))
  );
}
