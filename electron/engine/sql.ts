/** A value SQLite can bind. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/** A piece of SQL with its bound values. Only {@link sql}, {@link ident}, {@link join} and {@link raw} make one. */
export class Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];

  constructor(text: string, values: readonly SqlValue[]) {
    this.text = text;
    this.values = values;
  }
}

/** Tagged template: `${value}` is bound as a parameter, `${sqlPiece}` is nested. Nothing is ever spliced as text. */
export function sql(strings: TemplateStringsArray, ...parts: readonly (SqlValue | Sql)[]): Sql {
  let text = strings[0] ?? '';
  const values: SqlValue[] = [];
  parts.forEach((part, index) => {
    if (part instanceof Sql) {
      text += part.text;
      values.push(...part.values);
    } else {
      text += '?';
      values.push(part);
    }
    text += strings[index + 1] ?? '';
  });
  return new Sql(text, values);
}

/** A quoted identifier. Column names come from log files, so they are quoted and doubled, never refused. */
export function ident(name: string): Sql {
  return new Sql(`"${name.replaceAll('"', '""')}"`, []);
}

/** Pieces with a separator between them. */
export function join(pieces: readonly Sql[], separator: ', ' | ' AND ' | ' OR '): Sql {
  return new Sql(
    pieces.map((piece) => piece.text).join(separator),
    pieces.flatMap((piece) => [...piece.values]),
  );
}

/** Fixed SQL text written in this program. Never call it with anything that came from outside. */
export function raw(text: string): Sql {
  return new Sql(text, []);
}
