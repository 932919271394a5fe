/** What of an answer of the sign-in routes pages look at. */
export type AuthAnswer = {
  code?: string;
  message?: string;
  twoFactorRedirect?: boolean;
  totpURI?: string;
  backupCodes?: string[];
};

/** Reads it field by field; what is not there, or of another kind, is left out. */
export async function authAnswer(response: Response): Promise<AuthAnswer> {
  const body: unknown = await response.json().catch(() => null);
  if (body === null || typeof body !== 'object') return {};
  const text = (name: string) => {
    const value: unknown = Reflect.get(body, name);
    return typeof value === 'string' ? { [name]: value } : {};
  };
  const codes: unknown = Reflect.get(body, 'backupCodes');
  const isTexts = Array.isArray(codes) && codes.every((one) => typeof one === 'string');
  return {
    ...text('code'),
    ...text('message'),
    ...text('totpURI'),
    ...('twoFactorRedirect' in body && body.twoFactorRedirect === true ? { twoFactorRedirect: true } : {}),
    ...(isTexts ? { backupCodes: codes } : {}),
  };
}

/** Posts to a sign-in route; undefined when the server did not answer. */
export async function postAuth(
  path: string,
  body: object,
): Promise<{ response: Response; answer: AuthAnswer } | undefined> {
  const response = await fetch(`/api/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  return response === undefined ? undefined : { response, answer: await authAnswer(response) };
}
