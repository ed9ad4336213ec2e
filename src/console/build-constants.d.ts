/** Address of MapLibre's worker file; scripts/build-console.mjs fills it in. */
declare const MAP_WORKER_URL: string;
