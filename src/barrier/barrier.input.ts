import { Field, InputType } from "type-graphql";
import { BBoxInput, toBBox } from "../graphql/bbox.input";
import { BarrierKind } from "../graphql/enums";
import type { Barrier } from "./barrier";
import type { BarrierFilter } from "./barrier.service";

@InputType("BarrierFilter", {
  description: "Which barriers are wanted; what is left out does not restrict.",
})
export class BarrierFilterInput {
  @Field(() => BBoxInput, { nullable: true, description: "Only barriers that meet this box." })
  bbox?: BBoxInput | null;

  @Field(() => BarrierKind, { nullable: true, description: "Only barriers of this kind." })
  kind?: Barrier["kind"] | null;
}

/** The filter without what is left out; throws BAD_INPUT where it makes no sense. */
export function toBarrierFilter(input: BarrierFilterInput | null | undefined): BarrierFilter {
  return {
    kind: input?.kind ?? undefined,
    bbox: input?.bbox == null ? undefined : toBBox(input.bbox),
  };
}
