export function RingingScreen() {
  return null;
}
