export function FirstStartScreen(_: { page?: string | null }) {
  return null;
}
