import { useMemo } from 'react';
import type { Measure } from '../../../shared/domain/measures.ts';
import { setTime } from '../../../shared/filter/edit.ts';
import type { Filter } from '../../../shared/filter/filter.ts';
import {
  type ForecastMonth,
  forecastMonth,
  type MonthForecast,
  monthForecast,
  type NoForecast,
} from '../../../shared/usage/month-forecast.ts';
import { useAsOf } from '../../app/use-settings.ts';
import { useEngineQuery } from '../../engine/use-engine-query.ts';
import { micros } from '../../histogram/strip-text.ts';

/** The forecast of the month of "as of". */
export interface MonthOutlook {
  readonly month: ForecastMonth;
  readonly outcome: MonthForecast | NoForecast;
}

/**
 * Forecasts the month of "as of" from the days before: one small question, asked only while it is wanted.
 * @param filter what is forecast; its time range says nothing. Null where nothing is forecast
 * @param logEnd where the log ends, µs UTC; null while that is not known
 */
export function useMonthForecast(
  filter: Filter | null,
  measure: Measure,
  logEnd: number | null,
  zone: string,
): MonthOutlook | null {
  const asOf = useAsOf().at;
  const wanted = filter !== null;
  const month = useMemo(
    () => (wanted && logEnd !== null ? forecastMonth(asOf, logEnd, zone) : null),
    [wanted, asOf, logEnd, zone],
  );
  const days = useEngineQuery(
    'histogram',
    filter === null || month === null
      ? null
      : {
          filter: setTime(filter, { preset: 'custom', zone, from: month.learnFrom, to: month.until }),
          ...{ bucket: 'day', measure, timezone: zone, wholeRange: true },
        },
  );
  const { data, stale } = days;
  return useMemo(() => {
    if (month === null || data === null || stale) return null;
    const values = data.points.map(({ from, to, value, events }) => ({
      ...{ from: micros(from), to: micros(to), value, events },
    }));
    return { month, outcome: monthForecast(month, values, zone) };
  }, [month, data, stale, zone]);
}
