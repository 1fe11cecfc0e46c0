export function SettingsScreen(_: { page?: string | null }) {
  return null;
}
