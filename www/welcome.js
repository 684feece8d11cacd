/** What `search.html` says around the element, and the element's messages in all languages. */

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

export const MESSAGES = { ar, de, en, es, fa, fr, he, hi, it, ja, ko, pt, ru, tr, uk, zh };

/** Written from right to left. */
export const FROM_RIGHT = ["ar", "fa", "he"];

/** By language: the heading, and a line below the box. @type {Record<string, [title: string, text: string]>} */
export const WELCOME = {
  ar: [ar.label, "اكتب بأي لغة من لغات هذا الموقع. يجري البحث داخل متصفحك، وما تكتبه لا يغادر جهازك."],
  de: [de.label, "Schreiben Sie in einer beliebigen Sprache dieser Website. Gesucht wird in Ihrem Browser; was Sie eingeben, bleibt auf Ihrem Gerät."],
  en: [en.label, "Type in any language of this site. The search runs in your browser: what you type stays on your device."],
  es: [es.label, "Escriba en cualquier idioma de este sitio. La búsqueda se hace en su navegador: lo que escribe no sale de su dispositivo."],
  fa: [fa.label, "به هر یک از زبان‌های این وبگاه بنویسید. جست‌وجو در مرورگر شما انجام می‌شود و آنچه می‌نویسید در دستگاهتان می‌ماند."],
  fr: [fr.label, "Écrivez dans n’importe quelle langue de ce site. La recherche se fait dans votre navigateur : ce que vous tapez reste sur votre appareil."],
  he: [he.label, "כתבו בכל אחת משפות האתר. החיפוש מתבצע בדפדפן שלכם, ומה שתכתבו נשאר במכשיר."],
  hi: [hi.label, "इस साइट की किसी भी भाषा में लिखें। खोज आपके ब्राउज़र में होती है; आप जो लिखते हैं वह आपके डिवाइस पर ही रहता है।"],
  it: [it.label, "Scrivi in una qualsiasi lingua di questo sito. La ricerca avviene nel tuo browser: ciò che scrivi resta sul tuo dispositivo."],
  ja: [ja.label, "このサイトのどの言語でも入力できます。検索はブラウザー内で行われ、入力した内容が端末の外に出ることはありません。"],
  ko: [ko.label, "이 사이트의 어떤 언어로든 입력하세요. 검색은 브라우저 안에서 이루어지며 입력한 내용은 기기를 벗어나지 않습니다."],
  pt: [pt.label, "Escreva em qualquer idioma deste site. A busca é feita no seu navegador: o que você digita fica no seu dispositivo."],
  ru: [ru.label, "Пишите на любом языке этого сайта. Поиск идёт в вашем браузере: то, что вы вводите, остаётся на вашем устройстве."],
  tr: [tr.label, "Bu sitenin dillerinden herhangi birinde yazın. Arama tarayıcınızda yapılır; yazdıklarınız cihazınızda kalır."],
  uk: [uk.label, "Пишіть будь-якою мовою цього сайту. Пошук відбувається у вашому браузері: те, що ви вводите, лишається на вашому пристрої."],
  zh: [zh.label, "可用本站的任何语言输入。搜索在您的浏览器中进行，输入的内容不会离开您的设备。"],
};
