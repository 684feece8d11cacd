/** The element's messages in all languages, for a page that has nowhere to fetch them from. */

import ar from "./messages/ar.js";
import de from "./messages/de.js";
import en from "./messages/en.js";
import es from "./messages/es.js";
import fa from "./messages/fa.js";
import fr from "./messages/fr.js";
import he from "./messages/he.js";
import hi from "./messages/hi.js";
import it from "./messages/it.js";
import ja from "./messages/ja.js";
import ko from "./messages/ko.js";
import pt from "./messages/pt.js";
import ru from "./messages/ru.js";
import tr from "./messages/tr.js";
import uk from "./messages/uk.js";
import zh from "./messages/zh.js";
import zhHant from "./messages/zh-Hant.js";

export const MESSAGES = { ar, de, en, es, fa, fr, he, hi, it, ja, ko, pt, ru, tr, uk, zh, "zh-Hant": zhHant };
