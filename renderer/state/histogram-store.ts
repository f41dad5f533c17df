import * as v from 'valibot';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bucket } from '../../shared/api/contract.ts';
import { isFieldName } from '../../shared/domain/fields.ts';
import type { TimeRange } from '../../shared/filter/filter.ts';
import { type SettingsStorage, storedValue } from './stored-value.ts';
import type { Scope } from './view-store.ts';

/** Scopes in which nothing was chosen are left out. */
const fields = v.object({
  audit: v.exactOptional(v.nullable(v.string())),
  usage: v.exactOptional(v.nullable(v.string())),
  all: v.exactOptional(v.nullable(v.string())),
});

type PerScope<T> = Readonly<Record<Scope, T>>;

/** How the histogram is shown. The field, and whether it is shown, are remembered; everything else is of the session. */
export interface HistogramState {
  /** The field whose values the bars are stacked by; null stacks nothing. */
  readonly by: PerScope<string | null>;
  /** Whether someone chose that field. */
  readonly chosen: PerScope<boolean>;
  /** Null chooses the bucket by the range. */
  readonly bucket: PerScope<Bucket | null>;
  /** Whether the bars are shown, or only the figures beside them. */
  readonly shown: boolean;
  readonly tableOpen: boolean;
  /** The range before the first zoom, and the range of the last one; null before any. */
  readonly zoom: { readonly before: TimeRange; readonly to: TimeRange } | null;
}

export interface HistogramStore extends StoreApi<HistogramState> {
  readonly stackBy: (scope: Scope, by: string | null) => void;
  readonly show: (shown: boolean) => void;
  readonly chooseBucket: (scope: Scope, bucket: Bucket | null) => void;
  /** What was chosen in another workspace: its columns and ranges are not those of this one. */
  readonly startAnew: () => void;
}

const DEFAULT_BY: PerScope<string | null> = { audit: 'category', usage: null, all: null };
const AUTOMATIC: PerScope<null> = { audit: null, usage: null, all: null };

export function createHistogramStore(storage: SettingsStorage): HistogramStore {
  const schema: v.GenericSchema<unknown, Remembered> = fields;
  const stored = storedValue(storage, 'trailglass.histogram', schema, {});
  const storedShown = storedValue(storage, 'trailglass.histogramShown', v.boolean(), true);
  const store = createStore<HistogramState>(() => ({
    ...choiceOf(stored.read()),
    shown: storedShown.read(),
    bucket: AUTOMATIC,
    tableOpen: false,
    zoom: null,
  }));

  function stackBy(scope: Scope, by: string | null): void {
    const remembered = { ...rememberedOf(store.getState()), [scope]: by };
    store.setState(choiceOf(remembered));
    stored.write(remembered);
  }

  function show(shown: boolean): void {
    store.setState({ shown });
    storedShown.write(shown);
  }

  function chooseBucket(scope: Scope, bucket: Bucket | null): void {
    store.setState(({ bucket: before }) => ({ bucket: { ...before, [scope]: bucket } }));
  }

  function startAnew(): void {
    const kept = Object.entries(rememberedOf(store.getState())).filter(
      ([, field]) => field === null || isFieldName(field) || field === 'source',
    );
    store.setState({ ...choiceOf(Object.fromEntries(kept)), bucket: AUTOMATIC, zoom: null });
  }

  return Object.assign(store, { stackBy, show, chooseBucket, startAnew });
}

type Remembered = Partial<PerScope<string | null>>;

function choiceOf(remembered: Remembered): Pick<HistogramState, 'by' | 'chosen'> {
  const has = (scope: Scope): boolean => remembered[scope] !== undefined;
  return {
    by: { ...DEFAULT_BY, ...remembered },
    chosen: { audit: has('audit'), usage: has('usage'), all: has('all') },
  };
}

function rememberedOf({ by, chosen }: HistogramState): Remembered {
  return {
    ...(chosen.audit ? { audit: by.audit } : {}),
    ...(chosen.usage ? { usage: by.usage } : {}),
    ...(chosen.all ? { all: by.all } : {}),
  };
}
