import * as v from 'valibot';
import { AppError } from '../errors.ts';
import { type EngineApi, METHODS, type Method } from './contract.ts';

/** Deeper than any filter a person builds, shallower than any stack. */
const MAX_DEPTH = 200;

/** The reason repeats what was given, which may be of any length. */
const MAX_REASON = 200;

/**
 * The argument of a call, checked against the contract; members the contract does not name are left out.
 * @throws BAD_ARGUMENT naming the place that is wrong
 */
export function checkArgument<M extends Method>(method: M, arg: unknown): Parameters<EngineApi[M]>[0] {
  if (deeperThan(arg, MAX_DEPTH)) {
    throw new AppError(
      'BAD_ARGUMENT',
      `The argument of "${method}" is nested more than ${MAX_DEPTH} levels deep.`,
    );
  }
  const schema: v.GenericSchema<unknown, unknown> = METHODS[method].arg;
  const result = v.safeParse(schema, arg, { abortEarly: true });
  if (result.success) return result.output as Parameters<EngineApi[M]>[0];
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  const place = path === null ? 'The argument' : `"${path}" in the argument`;
  const reason = issue.message.slice(0, MAX_REASON);
  throw new AppError('BAD_ARGUMENT', `${place} of "${method}" is not accepted: ${reason}.`, {
    method,
    path: path ?? '',
  });
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((member) => deeperThan(member, levels - 1));
}
