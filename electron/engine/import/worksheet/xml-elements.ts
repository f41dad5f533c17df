import { SaxesParser } from 'saxes';
import { AppError } from '../../../../shared/errors.ts';

/** What is told of an XML document, in its order. Names come without their namespace prefix. */
export interface XmlHandlers {
  opened(name: string, attribute: (name: string) => string | null): void;
  text?(text: string): void;
  closed?(name: string): void;
}

/** Longest stretch between two tags. Excel allows 32,767 characters in a cell. */
const MAX_TEXT = 8 * 1024 * 1024;

/**
 * Reads an XML document as its bytes pass by. Entities of its own are not expanded: saxes knows only the five of XML.
 * Yields after each piece, so that what was found in it can be taken away.
 * @param name of the file that holds it, as the user knows it
 * @throws FILE_UNREADABLE when it is not well-formed
 */
export async function* readXml(
  pieces: AsyncIterable<Buffer>,
  handlers: XmlHandlers,
  name: string,
): AsyncGenerator<void, void, undefined> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const decoder = new TextDecoder('utf-8');
  let unbroken = 0;
  const broken = (reason: string): AppError =>
    new AppError(
      'FILE_UNREADABLE',
      `${name} cannot be read: it is not a sound Excel workbook (${reason}). Open it in Excel and save it again, or save the sheet as CSV.`,
    );
  parser.on('error', (error) => {
    throw broken(error.message);
  });
  parser.on('opentag', ({ name: tag, attributes }) => {
    unbroken = 0;
    handlers.opened(localName(tag), (wanted) => attributeOf(attributes, wanted));
  });
  parser.on('closetag', ({ name: tag }) => {
    unbroken = 0;
    handlers.closed?.(localName(tag));
  });
  parser.on('text', (text) => handlers.text?.(text));
  parser.on('cdata', (text) => handlers.text?.(text));
  for await (const piece of pieces) {
    unbroken += piece.length;
    parser.write(decoder.decode(piece, { stream: true }));
    if (unbroken > MAX_TEXT) throw broken('a text of more than 8 MiB');
    yield;
  }
  parser.write(decoder.decode()).close();
  yield;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Names of attributes that come with a prefix: `r:id`. */
const PREFIXED: ReadonlySet<string> = new Set(['id']);

function attributeOf(attributes: Readonly<Record<string, string>>, wanted: string): string | null {
  const value = attributes[wanted]; // an object without a prototype
  if (value !== undefined) return value;
  if (!PREFIXED.has(wanted)) return null;
  const name = Object.keys(attributes).find((candidate) => localName(candidate) === wanted);
  return name === undefined ? null : (attributes[name] ?? null);
}
