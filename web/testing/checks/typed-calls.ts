/** Rules of API types: all come from the generated schema, and no call goes round it. */
import type { Sources } from './boundaries';

interface Rule {
  what: string;
  pattern: RegExp;
  /** The files that may. */
  except: RegExp;
}

const RULES: readonly Rule[] = [
  {
    what: 'calls past the typed client',
    pattern: /\bfetch\(|\bnew XMLHttpRequest\b|\bsendBeacon\(|from 'openapi-fetch'/,
    // Bytes go to the photo store, which is no part of the API.
    except: /^(lib\/(api|session)|features\/media\/api\/send-bytes)\.ts$/,
  },
  {
    what: 'declares the type of a body by hand',
    // Only the API's fields have names_like_this.
    pattern: /^\s*(readonly )?['"]?[a-z]+(_[a-z\d]+)+['"]?\??: (?!.*,$).*;$/m,
    except: /^lib\/count-text\.ts$/,
  },
  {
    what: 'declares an API type by hand',
    pattern: /^(export )?interface |= \{\n(?! *\[)/m,
    except: /^(?!features\/[^/]+\/api\/types\.ts$)/,
  },
  {
    what: 'turns one API type into another',
    pattern: /\bas (unknown as|any\b)/,
    except: /^(?!features\/[^/]+\/api\/)/,
  },
];

/** Every file that breaks a rule, as a sentence. */
export function untyped(sources: Sources): string[] {
  const found: string[] = [];
  for (const [file, source] of sources) {
    if (file.includes('.test.') || file.endsWith('.d.ts')) continue;
    for (const { what, pattern, except } of RULES) {
      if (!except.test(file) && pattern.test(source)) found.push(`${file} ${what}`);
    }
  }
  return found;
}
