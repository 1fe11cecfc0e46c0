/** What differs between the built app and the development server's pages. */
export type PageSource = 'built' | 'development';

/**
 * The policy of every page.
 *
 * `connect-src` names schemes and not hosts: a person may type any server's address, on the own
 * network also a plain http one, and it is probed before it becomes the configured one; a policy
 * is fixed while a page lives. `connections.ts` restricts connections to the server instead. This
 * policy restricts code: scripts, styles, frames and workers come from the app alone.
 */
export function contentSecurityPolicy(source: PageSource): string {
  // Vite puts styles and the hot-reload preamble into the page while developing.
  const inline = source === 'development' ? " 'unsafe-inline'" : '';
  // No text becomes code or markup, and no policy may say otherwise; Vite's overlay is made of text.
  const trustedTypes =
    source === 'development' ? [] : ["require-trusted-types-for 'script'", "trusted-types 'none'"];
  return [
    "default-src 'none'",
    `script-src 'self'${inline}`,
    `style-src 'self'${inline}`,
    "img-src 'self' blob: data:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "worker-src 'self'",
    "connect-src 'self' https: wss: http: ws:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    ...trustedTypes,
  ].join('; ');
}

/** Features of the web platform that pages of the app may use; the rest is off. */
const permissionsPolicy = [
  'camera=(self)',
  'microphone=(self)',
  'display-capture=(self)',
  'fullscreen=(self)',
  'speaker-selection=(self)',
  'autoplay=(self)',
  'picture-in-picture=(self)',
  'geolocation=()',
  'usb=()',
  'serial=()',
  'hid=()',
  'midi=()',
  'payment=()',
].join(', ');

/** Headers of every answer under `app://`. */
export function responseHeaders(source: PageSource): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(source),
    'permissions-policy': permissionsPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // File names carry hashes but pages do not, and the next version serves the same names.
    'cache-control': 'no-cache',
  };
}
