import { flood } from "./flood";

/** Log messages, which every client has to look into. */
export const measure = flood("notifications/message");
