import type { Frame, HostEvent } from "../../wire/frame";
import { redactEvent } from "./redactEvent";
import type { Redactor } from "./redactor";

/** Has a redactor meet rows before any of them is shown, so that a value that one of them names is hidden in the others too. @param events what the host saw besides */
export function learnSecrets(redactor: Redactor, frames: Iterable<Frame>, events: Iterable<HostEvent> = []): void {
  for (const frame of frames) {
    if (frame.event) redactEvent(frame.event, redactor);
    else redactor.text(frame.text());
  }
  for (const event of events) redactEvent(event, redactor);
  redactor.learn();
}
