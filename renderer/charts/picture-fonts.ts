import cyrillicExt from '@fontsource-variable/inter/files/inter-cyrillic-ext-wght-normal.woff2?inline';
import cyrillic from '@fontsource-variable/inter/files/inter-cyrillic-wght-normal.woff2?inline';
import greekExt from '@fontsource-variable/inter/files/inter-greek-ext-wght-normal.woff2?inline';
import greek from '@fontsource-variable/inter/files/inter-greek-wght-normal.woff2?inline';
import latinExt from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?inline';
import latin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?inline';
import vietnamese from '@fontsource-variable/inter/files/inter-vietnamese-wght-normal.woff2?inline';
import ranges from '@fontsource-variable/inter/unicode.json';

/* The font of the interface, for pictures that take it with them. Loaded when one is saved. */

const FILES: Readonly<Record<keyof typeof ranges, string>> = {
  latin,
  'latin-ext': latinExt,
  vietnamese,
  greek,
  'greek-ext': greekExt,
  cyrillic,
  'cyrillic-ext': cyrillicExt,
};

/**
 * A style sheet with the parts of the font that a text is written with, as `data:`: a picture is not allowed to load
 * anything, and is looked at where the font is not installed.
 */
export function fontStyle(text: string): string {
  const characters = [...new Set(text)].map((character) => character.codePointAt(0) ?? 0);
  const used = (Object.keys(FILES) as (keyof typeof ranges)[]).filter((part) =>
    characters.some((code) => isWithin(ranges[part], code)),
  );
  return used
    .map(
      (part) =>
        `@font-face{font-family:"Inter Variable";font-weight:100 900;src:url(${FILES[part]}) format("woff2");unicode-range:${ranges[part]}}`,
    )
    .join('');
}

/** Whether a character is in a `unicode-range` of CSS: `U+0000-00FF,U+0131`. */
function isWithin(range: string, code: number): boolean {
  return range.split(',').some((part) => {
    const [first = '', last = first] = part.replace('U+', '').split('-');
    return code >= Number.parseInt(first, 16) && code <= Number.parseInt(last, 16);
  });
}
