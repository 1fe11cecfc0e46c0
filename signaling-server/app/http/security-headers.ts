/**
 * What the page may do: run our own scripts, talk to this server, use camera and microphone. No
 * inline script, no frame, no other site.
 *
 * @param hosts where the page is reached, as `host` or `host:port`
 * @param strictTransport whether browsers are told to come by https only, for a year (RFC 6797)
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
    // Nothing of ours makes code out of text; a string that reaches such a place is an attack.
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
 * Not every browser takes `'self'` for the page's own WebSocket. The host is the client's word, so
 * what is no host name stays out of the header.
 */
function socketSources(host: string): string[] {
  return /^[a-z0-9.-]+(?::\d+)?$|^\[[0-9a-f:]+\](?::\d+)?$/i.test(host)
    ? [`ws://${host}`, `wss://${host}`]
    : [];
}
