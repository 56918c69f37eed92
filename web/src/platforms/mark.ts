import type { ComponentType } from 'react';

export type Dye = 'indigo' | 'madder' | 'turmeric' | 'leaf' | 'iron';

/** How a platform is stamped: `mark.ts` in its folder exports one as `mark`. */
export interface Mark {
  Icon: ComponentType<{ className?: string }>;
  dye: Dye;
}
