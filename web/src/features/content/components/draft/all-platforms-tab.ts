/** The tab of the copy for all platforms, beside the tabs of the single ones. */
export const ALL_PLATFORMS_TAB = 'everywhere';
