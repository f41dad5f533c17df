import type { Page } from '@playwright/test';

/**
 * Everything on the page that text of a log must not bring about: a script that ran, elements or addresses made of it,
 * characters that hide or reorder others, rows pushed apart, a page or pane that became wider than it is.
 */
export function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const unseen = /(?!\n|\t|\uFE0E|\uFE0F)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
    const faults: string[] = [];
    if (Reflect.get(window, 'ran') !== undefined) faults.push('a script ran');
    const elements = document.body.querySelectorAll('*');
    for (const element of elements) {
      const name = element.localName;
      if (['img', 'iframe', 'object', 'embed', 'base', 'link', 'style'].includes(name))
        faults.push(`an element ${name}`);
      if (name === 'script' && element.textContent !== '') faults.push('a script element');
      for (const { name: attribute, value } of element.attributes) {
        if (attribute.startsWith('on')) faults.push(`${name} has ${attribute}`);
        if (/^\s*javascript:/i.test(value) && ['href', 'src', 'action'].includes(attribute))
          faults.push(`${name} ${attribute}=${value}`);
        // What is typed is what is searched for: the value of a field stays what it is.
        if (attribute !== 'value' && unseen.test(value))
          faults.push(`${name} ${attribute} holds ${JSON.stringify(value.slice(0, 60))}`);
      }
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = node.textContent ?? '';
      if (unseen.test(text))
        faults.push(`text ${JSON.stringify(text.slice(0, 60))} in ${node.parentElement?.className ?? ''}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than the window');
    const rows = [...document.querySelectorAll('[role="grid"] tbody tr')].map(
      (row) => row.getBoundingClientRect().height,
    );
    if (new Set(rows).size > 1) faults.push(`rows are ${[...new Set(rows)].join(', ')} px high`);
    for (const pane of document.querySelectorAll(
      '[aria-label="Fields and record"], [role="dialog"], [role="menu"]',
    )) {
      if (pane.scrollWidth > pane.clientWidth + 1)
        faults.push(
          `${pane.getAttribute('aria-label') ?? pane.role} is ${pane.scrollWidth - pane.clientWidth} px too narrow`,
        );
    }
    return faults;
  });
}
