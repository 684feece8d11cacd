/** The same engine in a worker. */

import { answerWith } from "./answers.js";
import { open } from "./tarjuman.js";

answerWith(open);
