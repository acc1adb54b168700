export { countedChance } from "./counted-chance.ts";
export { given, type Step, type Story } from "./given.ts";
export { handClock, type HandClock } from "./hand-clock.ts";
export { worldOf } from "./world-of.ts";
