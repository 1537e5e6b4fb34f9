import { besideFloods } from "./tenServers";

/** One server floods, the other is called. */
export const measure = besideFloods(1);
