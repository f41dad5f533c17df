import type { Profile } from './profile-format.ts';
import type { SampleColumns } from './sample-columns.ts';

/**
 * The columns of a file as a profile sees them. Where each element of a list is an event, the element stands in
 * place of the list: `events.0.name` of the sample is `events.name`, and `events` an object like any other.
 */
export function columnsSeenBy({ each }: Pick<Profile, 'each'>, sample: SampleColumns): SampleColumns {
  if (each === undefined) return sample;
  const element = `${each}.0.`;
  const columns = sample.columns.flatMap((column) => {
    if (column.name === each) return [{ ...column, values: [] }];
    if (!column.name.startsWith(element)) return [column];
    const below = column.name.slice(element.length);
    // What lies in further lists of the element stays a look into them.
    return [{ ...column, name: `${each}.${below}`, peeked: /(?:^|\.)0\./.test(below) }];
  });
  return { columns };
}
