import { expect } from '@playwright/test';
import { AppPage } from './app-page.ts';

export interface NewAccount {
  readonly id: string;
  readonly name: string;
  readonly password: string;
}

/** The three steps of first start, signing in, and setting a new password. */
export class FirstStart extends AppPage {
  async createAccount({ id, name, password }: NewAccount): Promise<void> {
    await this.field('ID').fill(id);
    await this.field('Name').fill(name);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.button('Create account').click();
  }

  /** Dismisses the screen with the new recovery code, and returns the code. */
  async keepRecoveryCode(): Promise<string> {
    await expect(this.page.getByRole('heading', { name: 'Save your recovery code' })).toBeVisible();
    const code = await this.page.getByText(/^(?:\w{4}-){6}\w{4}$/).textContent();
    await this.button('I saved it').click();
    return code ?? '';
  }

  async recover(id: string, recoveryCode: string, password: string): Promise<void> {
    await this.button('Forgot password?').click();
    await this.field('ID').fill(id);
    await this.field('Recovery code').fill(recoveryCode);
    await this.page.getByLabel('New password', { exact: true }).fill(password);
    await this.button('Set new password').click();
  }

  async signIn({ id, password }: Pick<NewAccount, 'id' | 'password'>): Promise<void> {
    const welcomeBack = this.page.getByRole('heading', { name: 'Welcome back' });
    await expect(welcomeBack.or(this.page.getByText('Already have an account?'))).toBeVisible();
    if (!(await welcomeBack.isVisible())) await this.button('Sign in').click();
    await expect(welcomeBack).toBeVisible();
    await this.field('ID').fill(id);
    await this.page.getByLabel('Password', { exact: true }).fill(password);
    await this.button('Sign in').click();
  }

  /** Camera and microphone check: the preview shows and the level moves. */
  async checkDevices(): Promise<void> {
    await expect(this.page.getByRole('heading', { name: 'Camera and microphone' })).toBeVisible();
    await this.button('Next').click();
  }

  async finish(): Promise<void> {
    await this.button('Start using Tatap').click();
    await this.isHome();
  }
}
