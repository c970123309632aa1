export const fileURLToPath = (url) => decodeURIComponent(new URL(url).pathname);
