import type { ComponentType } from 'react';

export type Dye = 'indigo' | 'madder' | 'turmeric' | 'leaf' | 'iron';

/** The icon and colour of a platform; `mark.ts` in its folder exports one as `mark`. */
export interface Mark {
  Icon: ComponentType<{ className?: string }>;
  dye: Dye;
}
