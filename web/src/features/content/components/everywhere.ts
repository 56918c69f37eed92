/** The tab that is no platform: the words that all of them follow. */
export const EVERYWHERE = 'everywhere';
