/** The strings of a locale file. */
export interface StringTree {
  [key: string]: string | StringTree;
}
