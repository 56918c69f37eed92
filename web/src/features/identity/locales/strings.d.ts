import type en from './en.json';
import type lazy from './lazy/en.json';

declare module '@/locales/strings' {
  interface StringsByFeature {
    identity: typeof en & typeof lazy;
  }
}
