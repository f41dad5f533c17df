import type { Summary } from '../../../shared/api/contract.ts';
import type { FieldName } from '../../../shared/domain/fields.ts';
import { scopedFilter } from '../../../shared/filter/scoped-filter.ts';
import { formatInstant, parseInstant } from '../../../shared/time/format.ts';
import { useFilter, useZone } from '../../app/use-settings.ts';
import { useEngineQuery } from '../../engine/use-engine-query.ts';
import type { DrillDown } from '../../state/usage-store.ts';
import { formatCount, formatDecimal } from '../../ui/numbers.ts';
import { costText, tokensOf } from '../tabs/ranking-columns.ts';
import styles from './DrillDownPane.module.css';
import { allOfSubject } from './subject-filters.ts';

interface DrillDownFiguresProps {
  readonly subject: DrillDown;
  readonly summary: Summary;
}

/** Its totals in the period, the money measures side by side, and when it was seen: in the period, and ever. */
export function DrillDownFigures({ subject, summary }: DrillDownFiguresProps) {
  const zone = useZone();
  const filter = useFilter();
  const ever = useEngineQuery('summary', { filter: scopedFilter(allOfSubject(filter, subject), 'usage') });
  const when = (iso: string | null | undefined): string =>
    iso == null ? '–' : formatInstant(parseInstant(iso, 'UTC'), zone, { precision: 'second' });
  return (
    <>
      <dl className={styles.totals} aria-label="Totals of the drill-down">
        {figuresOf(summary, subject.field).map(({ label, value, about }) => (
          <div key={label} title={about}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <table className={styles.seen}>
        <caption className={styles.unseen}>When it was seen</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">First seen</th>
            <th scope="col">Last seen</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">In this filter</th>
            <td>{when(summary.firstTime)}</td>
            <td>{when(summary.lastTime)}</td>
          </tr>
          <tr>
            <th scope="row">In all imports</th>
            <td>{when(ever.data?.firstTime)}</td>
            <td>{when(ever.data?.lastTime)}</td>
          </tr>
        </tbody>
      </table>
    </>
  );
}

interface Figure {
  readonly label: string;
  readonly value: string;
  readonly about: string;
}

/** What its events say something about; a member has one user and a model one model. */
function figuresOf(summary: Summary, field: FieldName): readonly Figure[] {
  const shown = (value: number | null, format: (value: number) => string): string =>
    value === null ? '–' : format(value);
  const { inputTokens, outputTokens } = summary;
  const all: readonly Figure[] = [
    { label: 'Requests', value: shown(summary.requests, formatCount), about: 'Executions in this filter' },
    {
      label: 'Tokens',
      value: shown(tokensOf(summary), formatCount),
      about: `Input ${shown(inputTokens, formatCount)}, output ${shown(outputTokens, formatCount)}`,
    },
    { label: 'Credits', value: shown(summary.credits, formatDecimal), about: 'Credits consumed' },
    { label: 'Cost', value: costText(summary, 'cost'), about: 'Cost charged by the platform, per currency' },
    {
      label: 'BYOK cost',
      value: costText(summary, 'byokCost'),
      about: 'Provider cost of bring-your-own-key calls, not part of credits or cost',
    },
    { label: 'Users', value: formatCount(summary.actors), about: 'Distinct actors in this filter' },
    { label: 'Models', value: formatCount(summary.models), about: 'Distinct models in this filter' },
  ];
  const { cost, byokCost, credits, costs } = summary;
  const charged = cost !== null || byokCost !== null || costs.length > 0;
  const left = new Set([
    ...(charged ? [] : ['Cost', 'BYOK cost']),
    ...(credits === null ? ['Credits'] : []),
    ...(field === 'actor' ? ['Users'] : []),
    ...(field === 'model' ? ['Models'] : []),
  ]);
  return all.filter(({ label }) => !left.has(label));
}
