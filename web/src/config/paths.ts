/** Every route path of the app. */
export const paths = {
  home: '/',
  signIn: '/sign-in',
  signUp: '/sign-up',
  newPost: '/new',
  product: '/products/$productId',
  post: '/posts/$postId',
  connections: '/connections',
  platform: '/connections/$platform',
  library: '/library',
  photo: '/library/$photoId',
  templates: '/templates',
  voice: '/templates/voice',
  approve: '/approve/$token',
} as const;

export const LIVE_PATH = '/live';
