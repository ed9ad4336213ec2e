/** A failure outside of GraphQL, in the shape that GraphQL gives it. */
export function errorBody(code: string, message: string): object {
  return { errors: [{ message, extensions: { code } }] };
}
