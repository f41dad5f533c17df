import { DuckDBInstance } from '@duckdb/node-api';

/** Reads a sample log another way than the product does: DuckDB, every column as text, exact decimals. */
export interface SecondReader {
  /** Values of one row of SQL over the table `log`, as text or null. */
  row(select: string, where?: string): Promise<readonly (string | null)[]>;
  /** Rows of one SQL query over the table `log`, each value as text or null. */
  rows(query: string): Promise<readonly (readonly (string | null)[])[]>;
  close(): void;
}

/** Members of the records of the one JSON sample, all as text. */
const JSON_COLUMNS = [
  'timestamp',
  'user_email',
  'user_name',
  'action',
  'resource_type',
  'resource_id',
  'ip_address',
]
  .map((name) => `${name}: 'VARCHAR'`)
  .join();

/** Opens a CSV file, or the JSON sample. */
export async function openSecondReader(path: string): Promise<SecondReader> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const file = `'${path.replaceAll("'", "''")}'`;
  const reader = path.endsWith('.csv')
    ? `read_csv(${file}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"')`
    : `read_json(${file}, format = 'array', columns = {${JSON_COLUMNS}})`;
  await connection.run(`CREATE TABLE log AS SELECT * FROM ${reader}`);
  const rows: SecondReader['rows'] = async (query) => {
    const result = await connection.runAndReadAll(query);
    return result.getRows().map((row) => row.map((value) => (value === null ? null : String(value))));
  };
  return {
    rows,
    async row(select, where = 'true') {
      const [first = []] = await rows(`SELECT ${select} FROM log WHERE ${where}`);
      return first;
    },
    close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** SQL: the exact sum of a text column of numbers, empty cells left out. */
export function sumOf(column: string): string {
  return `sum(CAST(nullif("${column}", '') AS DECIMAL(38, 9)))`;
}

/** SQL: an edge of a text column of times, in microseconds since the epoch. */
export function timeOf(edge: 'min' | 'max', column: string): string {
  return `epoch_us(${edge}(CAST(replace("${column}", 'Z', '') AS TIMESTAMP)))`;
}

/** Microseconds as ISO 8601 with milliseconds, or with microseconds where there are any. */
export function isoOf(micros: string | null): string | null {
  if (micros === null) return null;
  const iso = new Date(Number(micros.slice(0, -3))).toISOString();
  const rest = micros.slice(-3);
  return rest === '000' ? iso : iso.replace('Z', `${rest}Z`);
}
