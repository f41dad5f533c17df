import type { MenuItemConstructorOptions } from 'electron';

/** A menu as its template: there is nothing to draw it on. */
export class MenuDouble {
  static current: MenuDouble | null = null;
  readonly template: readonly MenuItemConstructorOptions[];

  constructor(template: readonly MenuItemConstructorOptions[]) {
    this.template = template;
  }

  static buildFromTemplate(template: MenuItemConstructorOptions[]): MenuDouble {
    return new MenuDouble(template);
  }

  static setApplicationMenu(menu: MenuDouble | null): void {
    MenuDouble.current = menu;
  }

  /** Every entry, submenus included. */
  entries(): MenuItemConstructorOptions[] {
    return flatten(this.template);
  }

  click(label: string): void {
    const entry = this.entries().find((item) => item.label === label);
    if (entry?.click === undefined) throw new Error(`The menu has no entry "${label}" that does something`);
    Reflect.apply(entry.click, entry, []);
  }
}

function flatten(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
}
