/** Version of the engine's method; raised whenever the same input may give another plan. */
export const ENGINE_VERSION = "1.0.0";
