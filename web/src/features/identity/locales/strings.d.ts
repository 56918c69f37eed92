import type en from './en.json';

declare module '@/locales/strings' {
  interface StringsByFeature {
    identity: typeof en;
  }
}
