import type { Input } from '../../../../shared/domain/inputs.ts';
import { readFlag } from '../normalise/event-builder.ts';
import { currencyIn, isAbsent, readDecimal, readInteger } from '../normalise/numbers.ts';
import type { SourcePlan } from '../source-plan.ts';

/** Whether a text is what an input needs. */
type Test = (text: string) => boolean;

const ANY: Test = () => true;

/**
 * The test that an import puts to the values of an input: the very readers it reads them with.
 * @param rank which of the input's columns is meant, as several may be read differently
 */
export function neededValue(plan: SourcePlan, input: Input, rank: number): Test {
  const style = plan.reading.numbers.get(input) ?? 'point';
  const integer: Test = (text) => readInteger(text.trim(), style) !== undefined;
  const decimal: Test = (text) => readDecimal(text.trim(), style) !== undefined;
  switch (input) {
    case 'time': {
      const reader = plan.timeReaders[rank] ?? plan.timeReaders.at(-1);
      return (text) => reader?.read(text.trim()) != null;
    }
    case 'requests':
    case 'inputTokens':
    case 'outputTokens':
      return orAbsent(integer);
    case 'tokenPair':
      return orAbsent((text) => text.split('/').length === 2 && text.split('/').every(orAbsent(integer)));
    case 'credits':
    case 'balance':
    case 'cost':
    case 'byokCost':
      return orAbsent(decimal);
    case 'creditsOrByok':
      return orAbsent((text) => decimal(text.trim().replace(/^byok\b/i, '')));
    case 'byok':
      return orAbsent((text) => readFlag(text.trim()) !== null);
    case 'currency':
      return (text) => currencyIn(text) !== null || text.trim().length === 3;
    default:
      return ANY;
  }
}

/** Words for "no value" are no bad values. */
function orAbsent(test: Test): Test {
  return (text) => isAbsent(text) || test(text);
}
