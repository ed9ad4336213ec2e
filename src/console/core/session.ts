/** The token of whoever uses this tab; it ends with the tab. */
const tokenKey = "wangge.token";

export function keptToken(): string | null {
  return sessionStorage.getItem(tokenKey);
}

export function keepToken(token: string | null): void {
  if (token === null) sessionStorage.removeItem(tokenKey);
  else sessionStorage.setItem(tokenKey, token);
}

/** The header that says who asks; none where nobody has signed in. */
export function authorization(): Record<string, string> {
  const token = keptToken();
  return token === null ? {} : { authorization: `Bearer ${token}` };
}
