import type { LinkInfo } from "../../trace/trace";
import type { FeedWords } from "../protocol";

/** The dictionaries of a session, by code; they grow and never change otherwise. */
export class Words {
  readonly links: (LinkInfo | undefined)[] = [];
  readonly methods: (string | undefined)[] = [undefined];
  readonly subjects: (string | undefined)[] = [undefined];

  add({ links, methods, subjects }: FeedWords): void {
    for (const link of links) {
      // Filled up, since an array with holes is slow ever after.
      while (this.links.length < link.link) this.links.push(undefined);
      this.links[link.link] = link;
    }
    for (const method of methods) this.methods.push(method);
    for (const subject of subjects) this.subjects.push(subject);
  }
}
