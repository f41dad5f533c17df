import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, type MouseEvent, useId, useState } from 'react';
import { useStore } from 'zustand';
import type { Costs, MatrixLine, UsageMatrix } from '../../../../shared/api/contract.ts';
import type { Measure } from '../../../../shared/domain/measures.ts';
import { describeFilter } from '../../../../shared/filter/describe.ts';
import { type Unit, unitOf } from '../../../../shared/usage/group-value.ts';
import { useServices } from '../../../app/services-context.ts';
import { useScopedFilter } from '../../../app/use-settings.ts';
import { ChartFrame } from '../../../charts/ChartFrame.tsx';
import { useEngineQuery } from '../../../engine/use-engine-query.ts';
import { useLateness } from '../../../engine/use-lateness.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { useHints } from '../../../ui/use-hints.tsx';
import { openDrillDown } from '../../drill-down/open-drill-down.ts';
import { unitLabel } from '../../measured-text.ts';
import { nameOfMany, nameOfOne } from '../subject-names.ts';
import styles from './HeatMap.module.css';
import { HeatMap, heatWidth } from './HeatMap.tsx';
import { type HeatPlace, heatMove } from './heat-keys.ts';
import { keepCell, leaveOutCell } from './matrix-filter.ts';
import { type MatrixFields, matrixTable, matrixUnit } from './matrix-text.ts';

interface MatrixPanelProps {
  readonly fields: MatrixFields;
  readonly measure: Measure;
  /** Those of all events of the filter: they tell which currency a cost is in where there is but one. */
  readonly costs: Costs;
}

/** Lines at first, and when more are asked for. */
const FEW = { rowLimit: 25, columnLimit: 10 };
const MANY = { rowLimit: 200, columnLimit: 40 };
/** Lines of what is saved. */
const ALL = { rowLimit: 500, columnLimit: 500 };

/** Which members use which workers (or models, keys, entry points): a question of its own, asked while it is shown. */
export function MatrixPanel({ fields, measure, costs }: MatrixPanelProps) {
  const { engine, usage } = useServices();
  const currency = useStore(usage, (state) => state.currency);
  const scoped = useScopedFilter();
  const [many, setMany] = useState(false);
  const asked = { filter: scoped, ...fields, measure, currency };
  const { data, error, pending, retry } = useEngineQuery('usageMatrix', { ...asked, ...(many ? MANY : FEW) });
  const late = useLateness(pending);
  const title = `${nameOfMany(fields.rows)} by ${nameOfOne(fields.columns)}`;
  const isFolded = data !== null && [...data.rows, ...data.columns].some(({ kind }) => kind === 'other');
  const unit = data === null ? unitOf(measure, costs, undefined) : matrixUnit(data, costs);
  const label = unitLabel(unit);
  if (error !== null)
    return <ErrorNotice what="The matrix could not be read." error={error} onRetry={retry} />;
  return (
    <ScrollRegion label="Matrix" className={styles.panel}>
      <ChartFrame
        title={title}
        about={`${label}. A row or column heading opens its drill-down, a cell filters by both.`}
        table={data === null || data.rows.length === 0 ? null : matrixTable(data, unit, fields)}
        data={async () => {
          const all = await engine.usageMatrix({ ...asked, ...ALL });
          return { table: matrixTable(all, matrixUnit(all, costs), fields), json: all };
        }}
        part={`${nameOfOne(fields.rows)}-by-${nameOfOne(fields.columns)}`}
        notes={() => [
          `${label} by ${nameOfOne(fields.rows)} and ${nameOfOne(fields.columns)}`,
          describeFilter(scoped),
        ]}
        late={late !== 'none'}
        tools={
          (isFolded || many) && (
            <Button size="compact-xs" variant="subtle" onClick={() => setMany((before) => !before)}>
              {many ? 'Show fewer' : 'Show more rows and columns'}
            </Button>
          )
        }
      >
        {data !== null && <MatrixMap matrix={data} unit={unit} fields={fields} title={title} />}
      </ChartFrame>
    </ScrollRegion>
  );
}

interface MatrixMapProps {
  readonly matrix: UsageMatrix;
  readonly unit: Unit;
  readonly fields: MatrixFields;
  readonly title: string;
}

/** The drawing with its keyboard: arrows move, Enter and a click filter or drill down, Alt or F leaves out. */
function MatrixMap({ matrix, unit, fields, title }: MatrixMapProps) {
  const services = useServices();
  const id = useId();
  const { ref, width } = useElementSize<HTMLDivElement>();
  const [active, setActive] = useState<HeatPlace | null>(null);
  const { handlers, hint } = useHints();
  const { rows, columns } = matrix;
  if (rows.length === 0) return <p className={styles.nothing}>No event of this filter.</p>;

  function use({ row, column }: HeatPlace, leaveOut: boolean): void {
    const [who, what] = [rows[row], columns[column]];
    if (row < 0 && what !== undefined) drillInto(what, fields.columns);
    else if (column < 0 && who !== undefined) drillInto(who, fields.rows);
    else if (who !== undefined && what !== undefined) {
      const edit = leaveOut ? leaveOutCell : keepCell;
      services.filter.apply((before) => edit(before, { ...fields, row, column }, matrix));
    }
  }
  function drillInto({ kind, key, label }: MatrixLine, field: MatrixFields['rows']): void {
    if (kind !== 'other') openDrillDown(services, { field, key, label });
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.target !== event.currentTarget) return;
    const move = heatMove(event, active, { rows: rows.length, columns: columns.length });
    if (move === null) return;
    event.preventDefault();
    if (move.kind === 'use') use(move.at, move.leaveOut);
    else {
      setActive(move.to);
      document
        .getElementById(`${id}-${move.to.row}-${move.to.column}`)
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    }
  }
  function onClick(event: MouseEvent<HTMLElement>): void {
    const cell = event.target instanceof Element ? event.target.closest<SVGElement>('[data-row]') : null;
    if (cell === null) return;
    const at = { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
    setActive(at);
    use(at, event.altKey);
  }
  return (
    <div ref={ref} {...handlers}>
      {/* A heat map one can move in: ARIA's grid, drawn as a picture. */}
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      <div
        className={styles.scroll}
        role="grid"
        tabIndex={0}
        aria-label={`${title}, heat map`}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length + 2}
        aria-activedescendant={active === null ? undefined : `${id}-${active.row}-${active.column}`}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={() => setActive((before) => before ?? { row: 0, column: 0 })}
      >
        {width > 0 && (
          <HeatMap
            matrix={matrix}
            unit={unit}
            fields={fields}
            width={heatWidth(columns.length, width)}
            active={active}
            id={id}
          />
        )}
      </div>
      {hint}
    </div>
  );
}
