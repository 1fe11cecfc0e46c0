import * as v from 'valibot';

/** The URL parser of every place that runs this: https://url.spec.whatwg.org/#dom-url-parse. */
declare const URL: { parse(text: string): { readonly host: string } | null };

/** Writes a host with other letters as the network knows it (RFC 5890): `bücher.example`. */
function asciiHost(address: string): string {
  const host = /^https?:\/\/([^/?#@]*)/i.exec(address)?.[1];
  if (host === undefined || /^[ -~]*$/.test(host)) return address;
  const url = URL.parse(address);
  return url === null ? address : address.replace(host, url.host);
}

/**
 * The address of a signaling server: an http or https origin; a path is refused. A host with other
 * letters than ASCII's becomes its ASCII form.
 */
export const serverUrl = v.pipe(
  v.string(),
  v.trim(),
  v.transform(asciiHost),
  v.toLowerCase(),
  v.regex(/^https?:\/\/(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d{1,5})?\/?$/),
  v.transform((value) => value.replace(/\/$/, '')),
);
