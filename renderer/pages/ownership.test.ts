import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../testing/clock.ts';
import { FakeBrowser } from '../../testing/pages.ts';
import { silentLogger } from '../log.ts';
import { createOwnership, type Ownership } from './ownership.ts';

function openBrowser() {
  const browser = new FakeBrowser();
  const clock = new VirtualClock();
  /** What the pages did, in its order: "A begins", "A ends". */
  const did: string[] = [];
  function open(name: string, options: { wasOwner?: boolean; visible?: boolean } = {}) {
    const page = browser.page(options);
    const model = createOwnership({ pages: page.port, clock, log: silentLogger });
    let before: Ownership['state'] = 'unknown';
    model.ownership.subscribe(({ state }) => {
      if (state === 'here' && before !== 'here') did.push(`${name} begins`);
      if (state !== 'here' && before === 'here') did.push(`${name} ends`);
      before = state;
    });
    browser.settle();
    return {
      ...page,
      model,
      get state() {
        return model.ownership.value;
      },
      takeOver() {
        model.takeOver();
        browser.settle();
      },
      setInCall(inCall: boolean) {
        model.setInCall(inCall);
        browser.settle();
      },
      close() {
        page.end();
        browser.settle();
      },
    };
  }
  return {
    open,
    did,
    advance(byMs: number) {
      clock.advance(byMs);
      browser.settle();
    },
  };
}

const here = { state: 'here' };
const waiting = { state: 'elsewhere', inCall: false, taking: false };

describe('pages of one profile', () => {
  it('leave it to the first', () => {
    const { open } = openBrowser();
    const [a, b, c] = [open('A'), open('B'), open('C')];
    expect([a.state, b.state, c.state]).toEqual([here, waiting, waiting]);
  });

  it('pass it on when the person says so; the old owner ends before the new one begins', () => {
    const { open, did } = openBrowser();
    const [a, b, c] = [open('A'), open('B'), open('C')];
    c.takeOver();
    expect([a.state, b.state, c.state]).toEqual([waiting, waiting, here]);
    expect(did).toEqual(['A begins', 'A ends', 'C begins']);
  });

  it('give it back to the last owner when the new one is closed, though others waited longer', () => {
    const { open } = openBrowser();
    const [a, b, c] = [open('A'), open('B'), open('C')];
    c.takeOver();
    c.close();
    expect([a.state, b.state]).toEqual([here, waiting]);
    a.close();
    expect(b.state).toEqual(here);
  });

  it('know of a call that runs in the owner, also when it began before them', () => {
    const { open } = openBrowser();
    const a = open('A');
    const b = open('B');
    a.setInCall(true);
    const c = open('C');
    expect([b.state, c.state]).toMatchObject([{ inCall: true }, { inCall: true }]);
    a.setInCall(false);
    expect([b.state, c.state]).toEqual([waiting, waiting]);
  });

  it('take over from an owner that does not answer', () => {
    const { open, advance } = openBrowser();
    const [a, b] = [open('A'), open('B')];
    a.freeze();
    b.takeOver();
    expect(b.state).toMatchObject({ state: 'elsewhere', taking: true });
    advance(1_000);
    expect([a.state, b.state]).toEqual([waiting, here]);
  });

  it('have an owner again when the one that takes over crashes', () => {
    const { open, advance } = openBrowser();
    const [a, b] = [open('A'), open('B')];
    b.model.takeOver();
    b.close();
    advance(0);
    advance(3_000);
    expect(a.state).toEqual(here);
  });

  it('take over once, however often the button is pressed, and not from themselves', () => {
    const { open, did, advance } = openBrowser();
    const [a, b] = [open('A'), open('B')];
    b.model.takeOver();
    b.takeOver();
    b.takeOver();
    advance(5_000);
    expect([a.state, b.state]).toEqual([waiting, here]);
    expect(did).toEqual(['A begins', 'A ends', 'B begins']);
  });

  it('do not swap by themselves', () => {
    const { open, did, advance } = openBrowser();
    const [, b] = [open('A'), open('B')];
    b.takeOver();
    advance(60_000);
    expect(did).toEqual(['A begins', 'A ends', 'B begins']);
  });

  it('leave it to the page that was reloaded, where nobody looks at the one that followed', () => {
    const { open } = openBrowser();
    const a = open('A');
    const b = open('B');
    b.hide();
    a.close();
    expect(a.remembersOwning()).toBe(true);
    expect(b.state).toEqual(here);
    const again = open('A', { wasOwner: true });
    expect([again.state, b.state]).toEqual([here, waiting]);
  });

  it.each(['looks at it', 'is in a call there'])(
    'do not give way to a page that was reloaded, where the person %s',
    (why) => {
      const { open } = openBrowser();
      const a = open('A');
      const b = open('B');
      if (why === 'is in a call there') b.hide();
      a.close();
      if (why === 'is in a call there') b.setInCall(true);
      const again = open('A', { wasOwner: true });
      expect(again.state).toMatchObject({ state: 'elsewhere' });
      expect(b.state).toEqual(here);
      const c = open('C');
      c.takeOver();
      expect([again.state, b.state, c.state]).toEqual([waiting, waiting, here]);
    },
  );
});
