import type { RunResult } from "./analysisRun";

/** The JSON of one file's items as objects with the path in front. `Raw` is what the worker's analysis produced. */
export function itemsOf<Raw extends object>(json: string, path: string): (Raw & { readonly path: string })[] {
  const raw = JSON.parse(json) as readonly Raw[];
  return raw.map((item) => ({ path, ...item }));
}

/** All items of a result in the order of the files. */
export function allItems<Raw extends object>(run: RunResult): (Raw & { readonly path: string })[] {
  return run.outcomes.flatMap((outcome, index) =>
    outcome.status === "analyzed" ? itemsOf<Raw>(outcome.json, run.selection.files[index]?.shown ?? "") : [],
  );
}

/** Items `from` up to `to` of a result in the order of the files; only the files of the page are decoded. */
export function pageOfItems<Raw extends object>(run: RunResult, from: number, to: number): (Raw & { readonly path: string })[] {
  const page: (Raw & { readonly path: string })[] = [];
  let first = 0;
  for (const [index, outcome] of run.outcomes.entries()) {
    if (outcome.status !== "analyzed") {
      continue;
    }
    if (first < to && first + outcome.count > from) {
      const items = itemsOf<Raw>(outcome.json, run.selection.files[index]?.shown ?? "");
      page.push(...items.slice(Math.max(0, from - first), to - first));
    }
    first += outcome.count;
  }
  return page;
}
