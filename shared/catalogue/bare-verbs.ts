/** A name of one verb, with or without the words that belong to it: `create`, `update_member_role`. */
const BARE = /^[\p{Ll}\p{N}]+(?:_[\p{Ll}\p{N}]+)*$/u;

/**
 * The resource type that an action needs to be understood; null where its name says of what it is. In one grammar of
 * logs actions are bare verbs: `create` on a `team` and `create` on a `source` are different actions.
 */
export function bareVerbType(action: string, resourceType: string | null): string | null {
  return resourceType !== null && resourceType.trim() !== '' && BARE.test(action.trim())
    ? resourceType
    : null;
}
