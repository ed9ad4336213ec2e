import { Field, ID, InterfaceType } from "type-graphql";
import type { NodeType } from "./global-id";

@InterfaceType("Node", {
  description: "An object with an id that is unique among all objects, for `node(id)`.",
  resolveType: (value: { readonly __typename: NodeType }) => value.__typename,
})
export abstract class NodeInterface {
  @Field(() => ID, { description: "Unique among all objects of all types; opaque." })
  id!: string;
}

/** An object as `node(id)` returns it: it says what it is. */
export type AnyNode = { readonly __typename: NodeType };
