/** The product to return to after connecting a platform, kept across the full-page redirect. */
const KEY = 'haat.return-to-product';

export function rememberProduct(productId: string): void {
  sessionStorage.setItem(KEY, productId);
}

export function forgetProduct(): void {
  sessionStorage.removeItem(KEY);
}

export function productToReturnTo(): string | null {
  return sessionStorage.getItem(KEY);
}
