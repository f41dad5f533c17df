/** Groups of actions, as the category facet shows them. */
export type ActionCategory =
  | 'Account and permission'
  | 'Announcement'
  | 'Asset'
  | 'Billing'
  | 'Conversation'
  | 'Generation'
  | 'MCP and OAuth'
  | 'Models and providers'
  | 'Organization'
  | 'Sharing'
  | 'Sources'
  | 'Team';

/** Actions of one category, each with one sentence that says what happened. */
export interface ActionGroup {
  readonly category: ActionCategory;
  /** For bare verbs: the resource type that makes the action complete. */
  readonly resourceType?: string;
  /** Action as found → what happened. An action ending in `.*` stands for every verb of that resource. */
  readonly actions: Readonly<Record<string, string>>;
}

/** What an action means where its name says something else; see the notes beside each table. */
export interface Meaning {
  readonly resourceKind: string;
  readonly verb: string;
}
