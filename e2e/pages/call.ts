import { expect, type Locator } from '@playwright/test';
import { limit } from '../../tools/test/pace.ts';
import { distance } from '../media/colour.ts';
import type { Likeness } from '../media/people.ts';
import { pictureOf } from '../media/picture.ts';
import { listen, silence } from '../media/sound.ts';
import { AppPage, type HeldButton } from './app-page.ts';
import { Statistics } from './statistics.ts';

/** Nearer than this, two colours are the same after encoding and scaling. */
const sameColour = 60;
/** Half the distance of two bins of the spectrum, and some. */
const sameToneHz = 20;

/** A call, from ringing to its end. */
export class Call extends AppPage {
  get statistics(): Statistics {
    return new Statistics(this.page);
  }

  /** The other person's picture. */
  remoteVideo(name: string): Locator {
    return this.#video(`Video of ${name}`);
  }

  get ownVideo(): Locator {
    return this.#video('Your video').first();
  }

  /** The other person's screen. */
  screenOf(name: string): Locator {
    return this.#video(`Screen of ${name}`);
  }

  /** The preview of the own screen. */
  get ownScreen(): Locator {
    return this.#video('Your screen');
  }

  /** Shares the first screen there is: in the app's own picker, or in the browser's (faked). */
  async shareScreen(how: 'by press' | 'by key' = 'by press'): Promise<void> {
    if (how === 'by key') await this.page.keyboard.press('ControlOrMeta+Shift+s');
    else await this.press('Share screen');
    const picker = this.page.getByRole('dialog', { name: 'Share screen' });
    await expect(picker.or(this.ownScreen)).toBeVisible();
    if (await picker.isVisible()) {
      await picker.getByRole('button', { name: 'Share', exact: true }).click();
    }
    await expect(this.ownScreen).toBeVisible();
  }

  /** Ends the capture as the system does when what is shared is closed. */
  async endScreenOutside(): Promise<void> {
    await this.ownScreen.evaluate((element) => {
      const { srcObject } = element as HTMLVideoElement;
      const [track] = srcObject instanceof MediaStream ? srcObject.getVideoTracks() : [];
      // A page that stops its own track is not told; the system does both.
      track?.stop();
      track?.dispatchEvent(new Event('ended'));
    });
  }

  /** There is no role for videos; the label is what assistive technology reads. */
  #video(label: string): Locator {
    return this.page.locator('video').and(this.page.getByLabel(label, { exact: true }));
  }

  /** Presses a control of the call; moving first, because controls fade while nobody moves. */
  async press(name: string): Promise<void> {
    await expect(async () => {
      await this.page.mouse.move(300, 300);
      await this.page.mouse.move(320, 320);
      await this.button(name).click({ timeout: limit(5_000) });
    }).toPass({ timeout: limit(20_000) });
  }

  /** Opens the dialog, and reads its groups of digits. */
  async safetyNumber(): Promise<string | null> {
    await this.press('Encrypted. Show the safety number');
    const digits = this.page.getByRole('dialog').getByRole('img', { name: /^\d{5}, / });
    return digits.getAttribute('aria-label');
  }

  async rings(): Promise<void> {
    await expect(this.button('Accept audio only')).toBeVisible();
  }

  async accept(): Promise<void> {
    await this.button('Accept with video').click();
  }

  /** Holds *Accept with video* down, which accepts nothing yet. */
  pressAccept(): Promise<HeldButton> {
    return this.hold('Accept with video');
  }

  async isRunning(): Promise<void> {
    await expect(this.button('Hang up')).toBeVisible();
  }

  async hangUp(): Promise<void> {
    await this.press('Hang up');
  }

  /** Shows the other person's own, moving picture. */
  async shows(name: string, { colour }: Likeness): Promise<void> {
    const video = this.remoteVideo(name);
    await expect
      .poll(
        async () => {
          const picture = await pictureOf(video);
          return picture === null ? Number.POSITIVE_INFINITY : distance(picture.colour, colour);
        },
        { message: `the picture of ${name} shows` },
      )
      .toBeLessThan(sameColour);
    const before = await pictureOf(video);
    await expect
      .poll(async () => (await pictureOf(video))?.motion, { message: 'the picture moves' })
      .not.toBe(before?.motion);
  }

  /** What the other person's voice comes out of. */
  get #sound(): Locator {
    return this.page.locator('audio[data-of="person"]');
  }

  /** Plays the other person's own tone. */
  async hears(name: string, likeness: Likeness): Promise<void> {
    await this.#hears(name, likeness);
  }

  /** As `hears`, where the other person has no name here yet. */
  async hearsAnybody(likeness: Likeness): Promise<void> {
    await this.#hears('the stranger', likeness);
  }

  async #hears(name: string, { toneHz }: Likeness): Promise<void> {
    await expect
      .poll(
        async () => {
          const { level, dominantHz } = await listen(this.#sound);
          return level > 10 * silence && Math.abs(dominantHz - toneHz) < sameToneHz;
        },
        { message: `the tone of ${name} is heard` },
      )
      .toBe(true);
  }

  async hearsNothingOf(name: string): Promise<void> {
    await expect
      .poll(async () => (await listen(this.#sound)).level, {
        message: `${name} is silent`,
      })
      .toBeLessThan(silence);
  }

  /** Closes what is said of the end, unless it has closed by itself. */
  async closeEnding(): Promise<void> {
    const card = this.page.getByRole('complementary', { name: 'Call ended' });
    await expect(async () => {
      if (await card.isVisible()) {
        await card.getByRole('button', { name: 'Close' }).click({ timeout: limit(2_000) });
      }
      await expect(card).toBeHidden({ timeout: limit(2_000) });
    }).toPass({ timeout: limit(20_000) });
  }

  /** The words of an ending. */
  async endsWith(words: string | RegExp): Promise<void> {
    await expect(this.page.getByText(words).first()).toBeVisible();
  }
}
