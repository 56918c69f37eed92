/** Something before and after one @: whether it exists is for the mail to say. */
export const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

export const PASSWORD_LEAST = 10;
