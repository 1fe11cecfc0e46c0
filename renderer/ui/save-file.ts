/**
 * Name of the file with an account's data: `tatap-sari-2026-03-01.json`.
 *
 * @param at milliseconds since the epoch; the day is that of this machine
 */
export function exportFileName(id: string, at: number): string {
  const day = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `tatap-${id}-${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}.json`;
}

/** Hands a text to the browser or the shell as a download, which asks or chooses where it goes. */
export function saveFile(
  name: string,
  text: string,
  type: 'application/json' | 'text/plain;charset=utf-8' = 'application/json',
): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the blob once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
