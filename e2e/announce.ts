import { firefoxForTests } from '../tools/test/browsers.ts';
import { beginCounting, browserStarts } from './hosts/browser-starts.ts';
import { desktop } from './hosts/desktop.ts';
import { webDescription } from './hosts/web.ts';

/** Says on the first line of a run what the specs run on, and on the last what was started for them. */
export default function announce(): () => void {
  const firefox = firefoxForTests() ?? 'not installed, so its specs are skipped';
  console.log(
    `Hosts: desktop = ${desktop().description}; web = ${webDescription}; firefox = ${firefox}`,
  );
  beginCounting();
  return () => console.log(`Browsers started: ${browserStarts()}`);
}
