import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { type Problem, problemOf } from './problem';

export interface ProblemText {
  cause: string;
  remedy: string;
}

/** Cause and remedy of any error, translated where its code is known. */
export function useProblemText(): (error: unknown) => ProblemText {
  const { t } = useTranslation();
  return (error) => {
    const problem = problemOf(error);
    const known = `problem.${problem.code}.cause`;
    if (i18next.exists(known)) return translated(problem.code);
    if (!problem.message) return translated(problem.kind === 'server' ? 'internal' : 'refused');
    return { cause: problem.message, remedy: problem.remedy ?? t('problem.refused.remedy') };
  };
}

function translated(code: Problem['code']): ProblemText {
  const translate = i18next.t as (key: string) => string;
  return { cause: translate(`problem.${code}.cause`), remedy: translate(`problem.${code}.remedy`) };
}
