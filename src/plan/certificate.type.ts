import { Field, Int, ObjectType } from "type-graphql";
import type { Certificate, PartCertificate } from "../engine";
import { CertificateKind } from "../graphql/enums";
import { LocalizedTextType } from "../graphql/text.type";

const HOUSEHOLDS = "Households of the standard grids.";
const IN_BAND = "Those of them that are in grids inside their band.";
const BOUND = "No division has more of them in band; null where nothing is proved.";
const PROOF = "How it is known, in a sentence.";

@ObjectType("PartCertificate", {
  description: "How good the division of one connected part of a community is known to be.",
  simpleResolvers: true,
})
export class PartCertificateType implements PartCertificate {
  @Field(() => CertificateKind, { description: "What is proved." })
  kind!: PartCertificate["kind"];

  @Field(() => Int, { description: HOUSEHOLDS })
  households!: number;

  @Field(() => Int, { description: IN_BAND })
  householdsInBand!: number;

  @Field(() => Int, { nullable: true, description: BOUND })
  bound!: number | null;

  @Field(() => LocalizedTextType, { description: PROOF })
  proof!: LocalizedTextType;
}

@ObjectType("Certificate", {
  description:
    "How good a plan is known to be in the first goal: households in standard grids inside their " +
    "band. Micro-grids and locked grids are taken as given.",
  simpleResolvers: true,
})
export class CertificateType implements Certificate {
  @Field(() => CertificateKind, { description: "What is proved." })
  kind!: Certificate["kind"];

  @Field(() => Int, { description: HOUSEHOLDS })
  households!: number;

  @Field(() => Int, { description: IN_BAND })
  householdsInBand!: number;

  @Field(() => Int, { nullable: true, description: BOUND })
  bound!: number | null;

  @Field(() => LocalizedTextType, { description: PROOF })
  proof!: LocalizedTextType;

  @Field(() => [PartCertificateType], {
    description: "Of the connected parts that micro-grids and locked grids leave, one by one.",
  })
  parts!: readonly PartCertificateType[];
}
