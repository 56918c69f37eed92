import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { type Problem, problemOf, refusalsOf } from './problem';
import { translatedName } from './translated-name';

export interface ProblemText {
  cause: string;
  remedy: string;
}

/** Cause and remedy of any error, translated where its code is known. */
export function useProblemText(): (error: unknown) => ProblemText {
  const { t } = useTranslation();
  return (error) => {
    const problem = problemOf(error);
    if (problem.code === 'malformed') return { ...translated(problem), ...refusals(problem) };
    if (i18next.exists(`problem.${problem.code}.cause`)) return translated(problem);
    if (!problem.message) {
      return translated(problem, problem.kind === 'server' ? 'internal' : 'refused');
    }
    return { cause: problem.message, remedy: problem.remedy ?? t('problem.refused.remedy') };
  };
}

/** The texts of a code; their slots are filled from the problem's details. */
function translated({ code, details }: Problem, as: string = code): ProblemText {
  const translate = i18next.t as (key: string, slots: object) => string;
  const text = (part: string) => translate(`problem.${as}.${part}`, details);
  return { cause: text('cause'), remedy: text('remedy') };
}

/** Each refused field by its name, with the reason. */
function refusals(problem: Problem): Partial<ProblemText> {
  const all = refusalsOf(problem).map(({ field, reason }) => {
    const name = translatedName('field', field.split('.')[0] ?? '', '');
    return name ? `${name}: ${reason}` : reason;
  });
  return all.length > 0 ? { remedy: [...new Set(all)].join(' ') } : {};
}
