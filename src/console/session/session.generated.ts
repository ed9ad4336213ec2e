// Written by npm run console:types.
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> =
  T | { [P in keyof T]?: P extends " $fragmentName" | "__typename" ? T[P] : never };
import type { Operation } from "../core/client";
/** What somebody may do in a jurisdiction. */
export type Role =
  /** Runs the system: records codes, reads the audit trail; decides nothing about plans. */
  | "ADMIN"
  /** Of the county: approves, returns or rejects what was endorsed, and puts it in force. */
  | "APPROVER"
  /** Of the community or street: loads the ledger, proposes, submits and withdraws plans. */
  | "PLANNER"
  /** Of the street: endorses, returns or rejects what was submitted. */
  | "REVIEWER"
  /** Reads. */
  | "VIEWER";

/** Which demo person to become. */
export type SignInAsDemoPersonInput = {
  /** The one with this role, everywhere. */
  readonly role: Role;
};

export type ViewerQueryVariables = Exact<{ [key: string]: never }>;

export type ViewerQuery = {
  readonly viewer: {
    readonly id: string;
    readonly name: string;
    readonly demo: boolean;
    readonly grants: ReadonlyArray<{ readonly role: Role; readonly jurisdiction: string }>;
  } | null;
};

export type SignInAsDemoPersonMutationVariables = Exact<{
  input: SignInAsDemoPersonInput;
}>;

export type SignInAsDemoPersonMutation = {
  readonly signInAsDemoPerson: {
    readonly token: string | null;
    readonly userErrors: ReadonlyArray<{
      readonly code: string;
      readonly message: { readonly zh: string; readonly en: string };
    }>;
  };
};

export const Viewer: Operation<ViewerQuery, ViewerQueryVariables> = `query Viewer {
  viewer {
    id
    name
    demo
    grants {
      role
      jurisdiction
    }
  }
}`;

export const SignInAsDemoPerson: Operation<
  SignInAsDemoPersonMutation,
  SignInAsDemoPersonMutationVariables
> = `mutation SignInAsDemoPerson($input: SignInAsDemoPersonInput!) {
  signInAsDemoPerson(input: $input) {
    token
    userErrors {
      code
      message {
        zh
        en
      }
    }
  }
}`;
