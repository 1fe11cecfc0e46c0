/**
 * The Content-Security-Policy and other headers of the page. It may run our own scripts, talk to
 * this server, and use camera and microphone. Inline scripts, frames and other sites are forbidden.
 *
 * @param hosts the hosts of the page, as `host` or `host:port`
 * @param strictTransport whether browsers must use https only, for a year (RFC 6797)
 */
export function securityHeaders(
  hosts: readonly string[],
  strictTransport: boolean,
): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': "'self'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'media-src': "'self' blob: mediastream:",
    'connect-src': ["'self'", ...hosts.flatMap(socketSources)].join(' '),
    'worker-src': "'self' blob:",
    'manifest-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
    // Our code never turns strings into scripts, so such a string is an attack.
    'require-trusted-types-for': "'script'",
    'trusted-types': "'none'",
  };
  return {
    'content-security-policy': Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
    'permissions-policy':
      'camera=(self), microphone=(self), display-capture=(self), speaker-selection=(self), ' +
      'autoplay=(self), fullscreen=(self), geolocation=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(strictTransport ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}

/**
 * Not every browser accepts `'self'` for the page's own WebSocket. The client sends the host, so an
 * invalid host name is left out of the header.
 */
function socketSources(host: string): string[] {
  return /^[a-z0-9.-]+(?::\d+)?$|^\[[0-9a-f:]+\](?::\d+)?$/i.test(host)
    ? [`ws://${host}`, `wss://${host}`]
    : [];
}
