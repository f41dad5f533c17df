import Database from 'better-sqlite3';
import type { VerifyCheck } from '../../../../shared/api/contract.ts';
import { AppError } from '../../../../shared/errors.ts';
import { asAppError } from '../disk-error.ts';

/** What the parts of a verification found. */
export class Findings {
  readonly #checks: VerifyCheck[] = [];
  /** A file damaged all over would otherwise give one line per row. */
  static readonly #MOST_PER_CHECK = 100;
  readonly #failures = new Map<string, number>();

  get checks(): readonly VerifyCheck[] {
    return this.#checks;
  }

  get ok(): boolean {
    return this.#checks.every((check) => check.ok);
  }

  /** Something does not hold. */
  fail(name: string, message: string): void {
    const failures = (this.#failures.get(name) ?? 0) + 1;
    this.#failures.set(name, failures);
    if (failures > Findings.#MOST_PER_CHECK) return;
    const more = failures === Findings.#MOST_PER_CHECK ? ' Further findings of this check are left out.' : '';
    this.#checks.push({ name, ok: false, message: `${message}${more}` });
  }

  /** Says that a check is through, if nothing failed in it. */
  pass(name: string, message: string): void {
    if (!this.#failures.has(name)) this.#checks.push({ name, ok: true, message });
  }

  /** Says something that holds, as often as there is something to say. */
  tell(name: string, message: string): void {
    this.#checks.push({ name, ok: true, message });
  }

  /**
   * Runs a part that reads what may be damaged. What SQLite refuses to read is a finding; a disk that fails,
   * a cancelled call and errors of this program are not, and are thrown.
   */
  guard<T>(name: string, what: string, part: () => T): T | undefined {
    try {
      return part();
    } catch (error) {
      const failure = asAppError(error, what);
      const isFinding =
        failure.code === 'WORKSPACE_DAMAGED' ||
        (failure.code === 'INTERNAL' && error instanceof Database.SqliteError);
      if (!isFinding) throw error instanceof AppError ? error : failure;
      this.fail(name, failure.message);
      return undefined;
    }
  }
}

/** `1 batch`, `5 batches`. */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
