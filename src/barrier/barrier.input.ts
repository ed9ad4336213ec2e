import { Field, InputType } from "type-graphql";
import { BBoxInput } from "../graphql/bbox.input";
import { BarrierKind } from "../graphql/enums";
import type { Barrier } from "./barrier";

@InputType("BarrierFilter", {
  description: "Which barriers are wanted; what is left out does not restrict.",
})
export class BarrierFilterInput {
  @Field(() => BBoxInput, { nullable: true, description: "Only barriers that meet this box." })
  bbox?: BBoxInput | null;

  @Field(() => BarrierKind, { nullable: true, description: "Only barriers of this kind." })
  kind?: Barrier["kind"] | null;
}
