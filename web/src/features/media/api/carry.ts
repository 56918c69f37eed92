/** Carries one file into the photo store: as a form when small, else in parts that survive cuts. */
import type { Upload } from '@/api/media';
import { Problem, problemOf } from '@/lib/problem';
import { untilWorthTrying } from './patience';
import { sendBytes } from './send-bytes';
import { arrivedOf, completeUpload, partAddresses } from './upload-calls';

const LANES = 2;
const ADDRESSES_AT_ONCE = 8;
const REFUSALS_MOST = 3;
/** An address is not used in its last moments: a part takes a while on a slow network. */
const EARLY_MS = 60_000;

export interface Load {
  file: File;
  ticket: Upload;
  signal: AbortSignal;
  /** It was begun before: the store may have it by now. */
  again: boolean;
  onSent: (bytes: number) => void;
  /** The connection is cut, or carries again. */
  onCut: (cut: boolean) => void;
}

type Patience = Pick<Load, 'signal' | 'onCut'>;

/** Until all of it is in the store. Throws `Problem` for what trying again cannot mend. */
export async function carry(load: Load): Promise<void> {
  const failed = new AbortController();
  const signal = AbortSignal.any([load.signal, failed.signal]);
  try {
    if (load.ticket.method === 'parts') await new PartsCarrier({ ...load, signal }).carry();
    else await carryForm(load);
  } finally {
    // When one lane gives up, the other need not go on.
    failed.abort();
  }
}

/** Do it until it works; a cut is waited out, any other failure is the caller's. */
export async function insist<T>(load: Patience, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      load.signal.throwIfAborted();
      if (!problemOf(error).isTransient) throw error;
      load.onCut(true);
      await untilWorthTrying(attempt, load.signal);
      load.onCut(false);
    }
  }
}

async function carryForm(load: Load): Promise<void> {
  const { ticket, file, signal, onSent } = load;
  const known = load.again && (await insist(load, () => arrivedOf(ticket.photo_id, { signal })));
  if (known && known.status !== 'uploading') return;
  const body = new FormData();
  for (const [name, value] of Object.entries(ticket.fields)) body.append(name, value);
  body.append('file', file);
  const { url } = ticket;
  try {
    await insist(load, () => sendBytes({ method: 'POST', url, body, onSent, signal }));
  } catch (error) {
    throw isOld(ticket.expires_at) && problemOf(error).status === 403 ? expired() : error;
  }
}

function isOld(instant: string, early = 0): boolean {
  return Date.parse(instant) - early < Date.now();
}

function expired(): Problem {
  return new Problem({ status: 403, code: 'upload_expired', message: 'upload_expired' });
}

class PartsCarrier {
  readonly #load: Load;
  readonly #size: number;
  readonly #count: number;
  readonly #arrived = new Set<number>();
  readonly #moving = new Map<number, number>();
  #addresses = new Map<number, { url: string; expires_at: string }>();
  #asking: Promise<unknown> = Promise.resolve();

  constructor(load: Load) {
    const { part_size: size, part_count: count } = load.ticket;
    this.#load = load;
    this.#size = size ?? load.file.size;
    this.#count = count ?? 1;
  }

  async carry(): Promise<void> {
    if (await this.#isSettled()) return;
    const missing = Array.from({ length: this.#count }, (_, index) => index + 1).filter(
      (number) => !this.#arrived.has(number),
    );
    const lane = async () => {
      for (let number = missing.shift(); number; number = missing.shift()) await this.#part(number);
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    await insist(this.#load, () => completeUpload(this.#photoId, { signal: this.#load.signal }));
  }

  get #photoId(): string {
    return this.#load.ticket.photo_id;
  }

  /** Learn what is there already; true when nothing is left to do. */
  async #isSettled(): Promise<boolean> {
    const { signal } = this.#load;
    const known = await insist(this.#load, () => arrivedOf(this.#photoId, { signal }));
    for (const number of known.arrived) this.#arrived.add(number);
    this.#tell();
    return known.status !== 'uploading';
  }

  #bytesOf(number: number): number {
    return Math.min(this.#size, this.#load.file.size - (number - 1) * this.#size);
  }

  #tell(): void {
    let sent = 0;
    for (const number of this.#arrived) sent += this.#bytesOf(number);
    for (const [number, bytes] of this.#moving) sent += Math.min(bytes, this.#bytesOf(number));
    this.#load.onSent(sent);
  }

  async #part(number: number): Promise<void> {
    let refusals = 0;
    let cut = false;
    await insist(this.#load, async () => {
      // A cut after the last byte hides that the part arrived: look before sending it twice.
      if (cut && (await this.#cameThrough(number))) return;
      cut = true;
      while (!(await this.#sent(number))) {
        refusals += 1;
        if (refusals >= REFUSALS_MOST) throw refused();
      }
    });
    this.#moving.delete(number);
    this.#arrived.add(number);
    this.#tell();
  }

  async #cameThrough(number: number): Promise<boolean> {
    const known = await arrivedOf(this.#photoId, { signal: this.#load.signal });
    return known.status !== 'uploading' || known.arrived.includes(number);
  }

  /** False when the address was refused: the next try asks for another. */
  async #sent(number: number): Promise<boolean> {
    const { file, signal } = this.#load;
    const url = await this.#addressOf(number);
    const start = (number - 1) * this.#size;
    const body = file.slice(start, start + this.#bytesOf(number));
    const onSent = (bytes: number) => {
      this.#moving.set(number, bytes);
      this.#tell();
    };
    try {
      await sendBytes({ method: 'PUT', url, body, onSent, signal });
      return true;
    } catch (error) {
      this.#moving.delete(number);
      if (problemOf(error).status !== 403) throw error;
      this.#addresses.delete(number);
      return false;
    }
  }

  /** Addresses are asked for a few at a time: they age. The lanes take turns in asking. */
  async #addressOf(number: number): Promise<string> {
    const fresh = () => {
      const known = this.#addresses.get(number);
      return known && !isOld(known.expires_at, EARLY_MS) ? known.url : null;
    };
    const { signal } = this.#load;
    const asked = this.#asking.then(async () => {
      if (fresh()) return;
      const wanted = Array.from({ length: ADDRESSES_AT_ONCE }, (_, step) => number + step).filter(
        (one) => one <= this.#count && !this.#arrived.has(one),
      );
      for (const one of await partAddresses(this.#photoId, wanted, { signal }))
        this.#addresses.set(one.number, one);
    });
    this.#asking = asked.catch(() => undefined);
    await asked;
    const url = fresh();
    if (!url) throw refused();
    return url;
  }
}

function refused(): Problem {
  return new Problem({ status: 403, code: 'upload_refused', message: 'upload_refused' });
}
