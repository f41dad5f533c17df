import { RecordRules } from '../normalise/record-rules.ts';
import { changePlaces } from '../normalise/stated-changes.ts';
import type { Binding } from '../profile/bind-columns.ts';
import { namesLookedUp, parseMemberPath } from '../profile/member-path.ts';
import type { Profile } from '../profile/profile-format.ts';
import { pathsOf } from '../profile/text-template.ts';

/**
 * Whether what a profile takes from a record follows from columns that are known beforehand. Figures that build on
 * records before, and rarer rules that no shipped profile has for CSV, are for the parser of single records.
 */
export function suitsColumns(profile: Profile, bindings: readonly Binding[]): boolean {
  const joined = RecordRules.joined(profile);
  const paths = [
    ...joined.flatMap(({ template }) => pathsOf(template)),
    ...changePlaces(profile.changes).flatMap((place) => place.paths),
  ];
  const keepsDetailsApart = profile.details.length === 0 || joined.every(({ input }) => input !== 'detail');
  return (
    profile.each === undefined &&
    paths.every((path) => namesLookedUp(path) !== null) &&
    keepsDetailsApart &&
    suitsUsage(profile, bindings)
  );
}

/** Sums are of columns, and nothing else fills their inputs. */
function suitsUsage({ usage, inputs }: Profile, bindings: readonly Binding[]): boolean {
  if (usage === undefined) return true;
  const { sums, powersOfTen, requestKey, carried } = usage;
  const summed: readonly [string, readonly string[] | undefined][] = Object.entries(sums);
  return (
    requestKey === undefined &&
    carried.length === 0 &&
    Object.keys(powersOfTen).length === 0 &&
    summed.every(
      ([input, paths = []]) =>
        (inputs as Readonly<Record<string, unknown>>)[input] === undefined &&
        bindings.every((binding) => binding.input !== input) &&
        paths.every((path) => parseMemberPath(path)?.length === 1),
    )
  );
}
