import type { Random } from "./random";

/** A picture of ten pixels each way. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNk+M9Qz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC";

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** Elements that refer to others, so that each level is ten times the one before. */
function nestedUses(levels: number): string {
  const level = (at: number): string => `<g id="g${at}">${`<use href="#g${at - 1}"/>`.repeat(10)}</g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg"><rect id="g0" width="1" height="1"/>${Array.from({ length: levels }, (_, at) => level(at + 1)).join("")}</svg>`;
}

const ENTITIES = `<!DOCTYPE svg [<!ENTITY a0 "x">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`).join("")}]><svg xmlns="http://www.w3.org/2000/svg"><text>&a9;</text></svg>`;

/** The head of a PNG that says it is as large as one can be. */
function hugePng(): string {
  const bytes = Buffer.from(PNG, "base64");
  bytes.writeUInt32BE(0x7fffffff, 16);
  bytes.writeUInt32BE(0x7fffffff, 20);
  return bytes.toString("base64");
}

interface Picture {
  readonly mimeType: string;
  readonly data: string;
}

/** Contents that call themselves pictures: good, broken, of another format, or made to take all memory and time there is. */
const PICTURES: readonly Picture[] = [
  { mimeType: "image/png", data: PNG },
  { mimeType: "image/png", data: hugePng() },
  { mimeType: "image/png", data: PNG.slice(0, 60) },
  { mimeType: "image/png", data: "no base64 \u202e" },
  { mimeType: "image/png", data: "" },
  { mimeType: "image/jpeg", data: PNG },
  { mimeType: "image/gif", data: base64("GIF89a\u007f\u007f\u007f\u007f") },
  { mimeType: "image/svg+xml", data: base64('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>window.harmed=1</script><rect width="9" height="9"/></svg>') },
  { mimeType: "image/svg+xml", data: base64('<svg xmlns="http://www.w3.org/2000/svg"><image href="http://127.0.0.1:9/x.png"/><style>@import url(http://127.0.0.1:9/x.css);</style></svg>') },
  { mimeType: "image/svg+xml", data: base64('<svg xmlns="http://www.w3.org/2000/svg" width="100000" height="9000000"><rect width="9" height="9"/></svg>') },
  { mimeType: "image/svg+xml", data: base64(nestedUses(9)) },
  { mimeType: "image/svg+xml", data: base64(ENTITIES) },
  { mimeType: "IMAGE/PNG; charset=x", data: PNG },
  { mimeType: "text/html", data: base64("<script>window.harmed=1</script>") },
  { mimeType: "audio/wav", data: base64("RIFF") },
];

export function hostilePicture(random: Random): Picture {
  return random.pick(PICTURES);
}
