// Runs before the first paint, so that a chosen theme does not flash in after the system's. It
// reads what `renderer/app/theme.ts` keeps. A file of its own because the CSP allows no inline
// script.
try {
  const theme = localStorage.getItem('tatap.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is forbidden: the system's theme it is.
}
