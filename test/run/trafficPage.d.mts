// The types of trafficPage.mjs for the tests, which are TypeScript.
import type { Page } from "playwright-core";
import type { HostOrder, HostReport } from "../page/steps";

export type ThemeName = "dark" | "light" | "contrast";

export interface TrafficPageOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** What the page kept the last time. */
  readonly state?: unknown;
  /** Its texts in another language, by what they are in English. */
  readonly translations?: Readonly<Record<string, string>>;
  /** How late each frame of the page comes, milliseconds; what WIRELIGHT_LATE_FRAMES says, or not at all, unless said otherwise. */
  readonly lateFrames?: number;
}

export interface TrafficPage {
  readonly page: Page;
  /** Has the host do something, and waits until it has. */
  order(order: HostOrder): Promise<void>;
  /** The traffic of two servers in a few minutes. */
  playEveryday(): Promise<void>;
  setTheme(theme: ThemeName): Promise<void>;
  /** What the host was asked to carry out, and warnings. */
  reports(): Promise<readonly HostReport[]>;
  /** The texts in the first element of `area` that are not in the tests' made-up language; `data` selects what shows traffic. */
  untranslated(area: string, data: string): Promise<readonly string[]>;
  /** What has no room in the first element of `area`; `layered` selects what is meant to lie over other things. */
  cramped(area: string, layered: string): Promise<readonly string[]>;
  /** The cells of the table whose text is seen in another column. */
  textsAstray(): Promise<readonly string[]>;
  /** What went wrong in the page, in words: errors, refused styles and scripts. */
  problems(): Promise<readonly string[]>;
  /** Waits until the page has shown all there is. */
  settled(): Promise<void>;
}

export interface TrafficBrowser {
  open(options?: TrafficPageOptions): Promise<TrafficPage>;
  close(): Promise<void>;
}

/** A Chromium for the Traffic page by itself; the caller closes it. */
export function trafficBrowser(): Promise<TrafficBrowser>;
