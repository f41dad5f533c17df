import type { FieldName } from '../../shared/domain/fields.ts';
import type { Scope } from '../state/view-store.ts';

/** Columns that belong together, under the headings that people of one kind of log know. */
export interface ColumnPreset {
  readonly id: string;
  readonly title: string;
  /** Scopes in which it is offered; in `all` every preset is. */
  readonly scope: Exclude<Scope, 'all'>;
  readonly columns: readonly FieldName[];
  /** Headings other than the names of the fields. */
  readonly headings: ReadonlyMap<string, string>;
}

/** The kinds of log whose own tables people come from. */
export const COLUMN_PRESETS: readonly ColumnPreset[] = [
  {
    id: 'platform-audit',
    title: 'Platform audit',
    scope: 'audit',
    columns: ['time', 'actor', 'action', 'resource', 'detail'],
    headings: new Map(),
  },
  {
    id: 'enterprise-audit',
    title: 'Enterprise audit',
    scope: 'audit',
    columns: ['time', 'action', 'actor', 'workspaceName', 'detail'],
    headings: new Map(),
  },
  {
    id: 'organisation-audit',
    title: 'Organisation audit',
    scope: 'audit',
    columns: ['time', 'actor', 'action', 'resourceType', 'resource', 'detail', 'ip'],
    headings: new Map([
      ['actor', 'User'],
      ['resource', 'Resource ID'],
      ['detail', 'Detail'],
    ]),
  },
  {
    id: 'ai-calls',
    title: 'AI calls',
    scope: 'usage',
    columns: ['time', 'actor', 'reason', 'model', 'inputTokens', 'outputTokens', 'credits'],
    headings: new Map([
      ['time', 'When'],
      ['actor', 'User'],
      ['inputTokens', 'Tokens in'],
      ['outputTokens', 'Tokens out'],
    ]),
  },
  {
    id: 'ai-workers',
    title: 'AI worker runs',
    scope: 'usage',
    columns: ['time', 'actor', 'worker', 'requests', 'credits', 'balance'],
    headings: new Map([
      ['worker', 'Launched AI worker'],
      ['requests', 'Execution count'],
      ['credits', 'Consumed credits'],
      ['balance', 'Final credit balance'],
    ]),
  },
];

/** The presets that make sense in a scope. */
export function presetsOf(scope: Scope): readonly ColumnPreset[] {
  return COLUMN_PRESETS.filter((preset) => scope === 'all' || preset.scope === scope);
}

/** A preset by its id; null for an unknown one, which another version may have stored. */
export function findPreset(id: string | null): ColumnPreset | null {
  return COLUMN_PRESETS.find((preset) => preset.id === id) ?? null;
}
