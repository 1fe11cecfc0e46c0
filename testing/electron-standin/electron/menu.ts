import type { Menu, MenuItem, MenuItemConstructorOptions } from 'electron';
import type { Context } from '../host/context.ts';
import { strict } from '../strict.ts';

/** `Menu` with what is needed to build one, and to choose from it in a test by `item.click()`. */
export function createMenuClass(context: Context): typeof Menu {
  let application: Menu | null = null;
  const buildItem = (options: MenuItemConstructorOptions): MenuItem =>
    strict<MenuItem>('MenuItem', {
      label: options.label ?? options.role ?? '',
      type: options.type ?? (options.submenu === undefined ? 'normal' : 'submenu'),
      // Electron's option types know a few roles more than its items do.
      ...(options.role !== undefined && { role: options.role as NonNullable<MenuItem['role']> }),
      ...(options.accelerator !== undefined && { accelerator: options.accelerator }),
      registerAccelerator: options.registerAccelerator ?? true,
      ...(Array.isArray(options.submenu) && { submenu: build(options.submenu) }),
      click: () => options.click?.(undefined as never, undefined, undefined as never),
    });
  const build = (template: readonly (MenuItemConstructorOptions | MenuItem)[]): Menu => {
    const items = template.map((item) => buildItem(item as MenuItemConstructorOptions));
    return strict<Menu>('Menu', {
      items,
      popup: () => {
        const shown = items.filter(({ type }) => type !== 'separator');
        context.recorder.popups.push(shown.map(({ label }) => label));
      },
    });
  };
  return strict<typeof Menu>('Menu', {
    buildFromTemplate: build,
    setApplicationMenu: (menu: Menu | null) => {
      application = menu;
    },
    getApplicationMenu: () => application,
  });
}
