import {
  GraphQLError,
  Kind,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from "graphql";

/** How large a document is once its fragments are spread. */
export interface DocumentSize {
  /** Levels of fields. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
}

const EMPTY: DocumentSize = { depth: 0, aliases: 0, directives: 0 };

/** Refuses operations that are deeper, or have more aliases or directives, than the limits. */
export function documentSizeRule(limits: DocumentSize): ValidationRule {
  return (context) => ({
    OperationDefinition(operation) {
      const size = measure({ context, measured: new Map() }, operation.selectionSet);
      for (const count of ["depth", "aliases", "directives"] as const) {
        if (size[count] <= limits[count]) continue;
        const message = `Too large: ${count} ${size[count]}, the limit is ${limits[count]}`;
        const extensions = { code: "QUERY_TOO_COMPLEX" };
        context.reportError(new GraphQLError(message, { nodes: operation, extensions }));
      }
    },
  });
}

interface Measuring {
  readonly context: ValidationContext;
  readonly measured: Map<FragmentDefinitionNode, DocumentSize>;
}

function measure(measuring: Measuring, { selections }: SelectionSetNode): DocumentSize {
  let { depth, aliases, directives } = EMPTY;
  for (const selection of selections) {
    const inside = measureInside(measuring, selection);
    depth = Math.max(depth, inside.depth + (selection.kind === Kind.FIELD ? 1 : 0));
    aliases += inside.aliases;
    if (selection.kind === Kind.FIELD && selection.alias !== undefined) aliases += 1;
    directives += inside.directives + (selection.directives?.length ?? 0);
  }
  return { depth, aliases, directives };
}

function measureInside(measuring: Measuring, selection: SelectionNode): DocumentSize {
  if (selection.kind !== Kind.FRAGMENT_SPREAD) {
    return selection.selectionSet === undefined
      ? EMPTY
      : measure(measuring, selection.selectionSet);
  }
  const fragment = measuring.context.getFragment(selection.name.value);
  if (fragment == null) return EMPTY;
  const known = measuring.measured.get(fragment);
  if (known !== undefined) return known;
  // Counts nothing while it is being measured: a cycle of fragments is another rule's error.
  measuring.measured.set(fragment, EMPTY);
  const size = measure(measuring, fragment.selectionSet);
  measuring.measured.set(fragment, size);
  return size;
}
