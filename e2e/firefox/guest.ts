import puppeteer, { type Browser, type ElementHandle, type Page } from 'puppeteer-core';
import { firefoxForTests } from '../../tools/test/browsers.ts';
import { limit } from '../../tools/test/pace.ts';
import { countStart } from '../hosts/browser-starts.ts';
import type { Camera } from '../media/camera.ts';
import type { Colour } from '../media/colour.ts';

/** How long a guest waits for an element or a text, in milliseconds. */
const patienceMs = limit(20_000);

/** Fake camera and microphone, and no permission prompts. */
const preferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  // Both browsers run on one machine, which may have no other network.
  'media.peerconnection.ice.loopback': true,
  'intl.accept_languages': 'en-US',
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
};

/** Starts the Firefox of a worker. @throws {Error} if Firefox is not installed */
export async function startFirefox(): Promise<Browser> {
  const executablePath = firefoxForTests();
  if (executablePath === null) throw new Error('No Firefox here; npm test installs one on Debian.');
  countStart();
  return puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    protocolTimeout: limit(60_000),
    extraPrefsFirefox: preferences,
  });
}

const cameraSize = ({ width, height, fps }: Camera) => ({ width, height, frameRate: fps });

/** A selector by role and name. */
const aria = (role: string, name: string): string =>
  `::-p-aria([name="${name.replaceAll('"', '\\"')}"][role="${role}"])`;

/**
 * A person with the web client in Firefox. It uses puppeteer, because Playwright cannot drive a
 * regular Firefox. It finds elements by role and name, as a person does.
 */
export class Guest {
  readonly page: Page;
  readonly #leave: () => Promise<void>;

  private constructor(page: Page, leave: () => Promise<void>) {
    this.page = page;
    this.#leave = leave;
  }

  /** Opens the web client in a profile of its own. */
  static async open(browser: Browser, serverUrl: string, camera: Camera): Promise<Guest> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    // Firefox's fake camera gives what is asked for, and the app asks for more than the tests need.
    await page.evaluateOnNewDocument((size) => {
      const { mediaDevices } = navigator;
      // A page without a secure context has no devices.
      if (mediaDevices === undefined) return;
      const open = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = (asked = {}) =>
        open(
          typeof asked.video === 'object'
            ? { ...asked, video: { ...asked.video, ...size } }
            : asked,
        );
    }, cameraSize(camera));
    await page.setViewport({ width: 1180, height: 760 });
    page.setDefaultTimeout(patienceMs);
    await page.goto(serverUrl);
    return new Guest(page, () => context.close());
  }

  async find(role: string, name: string): Promise<ElementHandle> {
    const found = await this.page.waitForSelector(aria(role, name), { visible: true });
    if (found === null) throw new Error(`no ${role} named ${name}`);
    return found;
  }

  async press(name: string, role = 'button'): Promise<void> {
    // The controls of a call fade out while the pointer rests.
    await this.page.mouse.move(300, 300);
    await this.page.mouse.move(320, 320);
    await this.page.locator(aria(role, name)).click();
  }

  /** Opens a contact from the sidebar. */
  async openContact(name: string): Promise<void> {
    await this.page.locator(`::-p-xpath(//nav//li[contains(., "${name}")]//button)`).click();
  }

  async fill(name: string, text: string, role = 'textbox'): Promise<void> {
    await this.page.locator(aria(role, name)).fill(text);
  }

  /** Waits until the page shows text that matches a regular expression. */
  async reads(words: string, timeout = patienceMs): Promise<void> {
    await this.page
      .waitForFunction(
        (wanted) => new RegExp(wanted).test(document.body.textContent ?? ''),
        { timeout },
        words,
      )
      .catch(async (cause: unknown) => {
        const text = await this.page.evaluate(() => document.body.textContent);
        throw new Error(`Firefox does not say “${words}”, but:\n${text}`, { cause });
      });
  }

  /** Goes through first start with an existing account. */
  async signIn(id: string): Promise<void> {
    await this.press('Sign in');
    await this.reads('Welcome back');
    await this.fill('ID', id);
    const password = await this.page.waitForSelector('input[name="password"]', { visible: true });
    await password?.type('correct horse battery');
    await this.press('Sign in');
    await this.reads('Camera and microphone');
    await this.press('Next');
    await this.press('Start using Tatap');
    await this.find('combobox', 'Search or type an ID to call');
  }

  /** The values beside a label of the statistics, in the order of the page. */
  async numbers(label: string): Promise<string[]> {
    return this.page.evaluate(
      (wanted) =>
        [...document.querySelectorAll('dt')]
          .filter(({ textContent }) => textContent === wanted)
          .map((term) => term.parentElement?.querySelector('dd')?.textContent ?? ''),
      label,
    );
  }

  /** The mean colour of a video's upper part, which the fake cameras fill with one colour. */
  async colourOf(label: string): Promise<Colour | null> {
    return this.page.evaluate((wanted) => {
      const video = document.querySelector<HTMLVideoElement>(`video[aria-label="${wanted}"]`);
      if (video === null || video.videoWidth === 0 || video.readyState < 2) return null;
      const canvas = document.createElement('canvas');
      canvas.width = 64;
      canvas.height = 36;
      const context = canvas.getContext('2d', { willReadFrequently: true });
      context?.drawImage(video, 0, 0, canvas.width, canvas.height);
      const [red = 0, green = 0, blue = 0] = context?.getImageData(32, 10, 1, 1).data ?? [];
      return { red, green, blue };
    }, label);
  }

  async leave(): Promise<void> {
    await this.#leave();
  }
}
