import { isUtf8 } from "node:buffer";
import { setUtf8Check } from "../core/base/text";

// Importing this module is enough; Node looks at many bytes at a time.
setUtf8Check(isUtf8);
