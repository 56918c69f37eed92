/** The error of a failed call. */
export type ProblemKind = 'unreachable' | 'refused' | 'server';

export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly status: number;
  readonly code: string;
  readonly remedy: string | null;
  readonly retryAfter: number | null;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(init: {
    status: number;
    code: string;
    message: string;
    remedy?: string | null;
    retryAfter?: number | null;
    details?: Record<string, unknown>;
  }) {
    super(init.message);
    this.status = init.status;
    this.code = init.code;
    this.remedy = init.remedy ?? null;
    this.retryAfter = init.retryAfter ?? null;
    this.details = init.details ?? {};
    this.kind = init.status === 0 ? 'unreachable' : init.status >= 500 ? 'server' : 'refused';
  }

  get isTransient(): boolean {
    return this.kind !== 'refused' || this.status === 429;
  }
}

/** A field that the server refused, and why. */
export interface RefusedField {
  /** The path of the field, such as `price` or `variants.1.price`. */
  field: string;
  reason: string;
}

function isRefusedField(value: unknown): value is RefusedField {
  const { field, reason } = recordOf(value);
  return typeof field === 'string' && typeof reason === 'string';
}

/** The fields of a request that the server refused, with sentences as reasons. */
export function refusalsOf(error: unknown): RefusedField[] {
  const fields = error instanceof Problem ? error.details['fields'] : null;
  if (!Array.isArray(fields)) return [];
  return fields.filter(isRefusedField).map(({ field, reason }) => {
    // Pydantic puts this before our own sentence.
    const said = reason.replace(/^Value error, /, '');
    return { field, reason: `${said.charAt(0).toUpperCase()}${said.slice(1)}.` };
  });
}

/** Why each field was refused, by the name of the field that the form shows. */
export function refusedFields(error: unknown): Record<string, string> {
  const pairs = refusalsOf(error).map(({ field, reason }) => [field.split('.')[0], reason]);
  return Object.fromEntries(pairs) as Record<string, string>;
}

export function unreachable(): Problem {
  return new Problem({ status: 0, code: 'unreachable', message: 'unreachable' });
}

export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem({ status: 500, code: 'internal', message: String(error) });
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The problem of an error response, also of one without our error body. */
export function problemFrom(response: Response, body: unknown): Problem {
  const error = recordOf(recordOf(body)['error']);
  const details = recordOf(error['details']);
  const retryAfter = Number(response.headers.get('retry-after'));
  return new Problem({
    status: response.status,
    code: typeof error['code'] === 'string' ? error['code'] : `http_${response.status}`,
    message: typeof error['message'] === 'string' ? error['message'] : '',
    remedy: typeof details['remedy'] === 'string' ? details['remedy'] : null,
    retryAfter: retryAfter > 0 ? retryAfter : null,
    details,
  });
}
