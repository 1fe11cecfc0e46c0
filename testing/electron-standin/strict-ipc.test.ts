import type { Page } from '@playwright/test';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Desktop } from './launch.ts';
import { patienceMs, type Strict, startStrict } from './strict.fixture.ts';

let strict: Strict;
let desktop: Desktop;
let page: Page;
beforeAll(async () => {
  strict = await startStrict();
  desktop = strict.desktop;
  page = desktop.mainWindow;
}, patienceMs);
afterAll(() => strict.close(), patienceMs);

test('the main process sees addresses as Electron has them', async () => {
  expect(await page.evaluate(() => bridge.invoke('who'))).toEqual(['app://tatap/index.html', null]);
});

test('values survive as structured clone has it, both ways', async () => {
  const survived = await page.evaluate(async () => {
    interface Circle {
      readonly nothing: undefined;
      readonly when: Date;
      readonly map: Map<string, Set<bigint>>;
      readonly bytes: Uint8Array;
      readonly not: number;
      self: Circle | null;
    }
    const circle: Circle = {
      nothing: undefined,
      when: new Date(5),
      map: new Map([['a', new Set([1n])]]),
      bytes: new Uint8Array([1, 2]),
      not: Number.NaN,
      self: null,
    };
    circle.self = circle;
    const back = (await bridge.invoke('echo', circle)) as Circle;
    return [
      back.self === back,
      'nothing' in back,
      back.when.getTime() === 5,
      back.map.get('a')?.has(1n),
      back.bytes[1] === 2,
      Number.isNaN(back.not),
    ];
  });
  expect(survived).toEqual([true, true, true, true, true, true]);
});

test('what the structured clone algorithm refuses is refused', async () => {
  const refusal = (channel: string | null) =>
    page.evaluate(
      (name) =>
        (name === null ? bridge.invokeWithFunction() : bridge.invoke(name)).then(
          () => 'answered',
          (error: Error) => error.message,
        ),
      channel,
    );
  const fromPage = await refusal(null);
  const fromMain = await refusal('function');
  const unhandled = await refusal('nobody');
  expect(fromPage).toContain('could not be cloned');
  expect(fromMain).toContain("Error invoking remote method 'function'");
  expect(fromMain).toContain('could not be cloned');
  expect(unhandled).toContain("No handler registered for 'nobody'");
  expect(await strict.inMain('refusals')).toMatchObject({
    'sending a function': expect.stringContaining('could not be cloned'),
  });
});

test('the bridge copies data, freezes it, carries functions and only messages of errors', async () => {
  const seen = await page.evaluate(() => {
    const attempt = (step: () => unknown) => {
      try {
        return step();
      } catch (error) {
        return (error as Error).message;
      }
    };
    return {
      changed: attempt(() => bridge.data.list.push(3)),
      inside: bridge.readData(),
      replaced: attempt(() => {
        Object.assign(globalThis, { bridge: 1 });
      }),
      failed: attempt(() => bridge.fail()),
      again: attempt(() => bridge.exposeAgain()),
    };
  });
  expect(seen.changed).toContain('not extensible');
  expect(JSON.parse(seen.inside)).toMatchObject({ list: [1, 2] });
  expect(seen.replaced).toContain('read only');
  expect(seen.failed).toBe('no');
  expect(seen.again).toContain('existing property');
});

test('pushes arrive in order until the unsubscribe', async () => {
  const push = (value: number) =>
    desktop.evaluateMain(
      ({ BrowserWindow }, sent) => BrowserWindow.getAllWindows()[0]?.webContents.send('push', sent),
      value,
    );
  await page.evaluate(() => {
    const got: unknown[] = [];
    const off = bridge.on('push', (value) => {
      got.push(value);
      if (value === 2) off();
    });
    Object.assign(window, { got });
  });
  await push(1);
  await push(2);
  await push(3);
  // Behind the pushes on the same way.
  await page.evaluate(() => bridge.invoke('echo'));
  expect(await page.evaluate(() => Reflect.get(window, 'got'))).toEqual([1, 2]);
});
