/**
 * What the search page says around the element, in the reader's language: the page itself has none, and neither has a site in several. The words for
 * the element are elsewhere (`messages/`), so that `tarjuman.page.js` is small.
 */

/** Written from right to left. */
const FROM_RIGHT = ["ar", "fa", "he"];

/** By language: the heading, which is the element's `label`, and a line below the box. @type {Record<string, [title: string, text: string]>} */
export const WELCOME = {
  ar: ["البحث", "اكتب بأي لغة من لغات هذا الموقع. يجري البحث داخل متصفحك، وما تكتبه لا يغادر جهازك."],
  de: ["Suche", "Schreiben Sie in einer beliebigen Sprache dieser Website. Gesucht wird in Ihrem Browser; was Sie eingeben, bleibt auf Ihrem Gerät."],
  en: ["Search", "Type in any language of this site. The search runs in your browser: what you type stays on your device."],
  es: ["Búsqueda", "Escriba en cualquier idioma de este sitio. La búsqueda se hace en su navegador: lo que escribe no sale de su dispositivo."],
  fa: ["جستجو", "به هر یک از زبان‌های این وبگاه بنویسید. جست‌وجو در مرورگر شما انجام می‌شود و آنچه می‌نویسید در دستگاهتان می‌ماند."],
  fr: ["Recherche", "Écrivez dans n’importe quelle langue de ce site. La recherche se fait dans votre navigateur : ce que vous tapez reste sur votre appareil."],
  he: ["חיפוש", "כתבו בכל אחת משפות האתר. החיפוש מתבצע בדפדפן שלכם, ומה שתכתבו נשאר במכשיר."],
  hi: ["खोज", "इस साइट की किसी भी भाषा में लिखें। खोज आपके ब्राउज़र में होती है; आप जो लिखते हैं वह आपके डिवाइस पर ही रहता है।"],
  it: ["Ricerca", "Scrivi in una qualsiasi lingua di questo sito. La ricerca avviene nel tuo browser: ciò che scrivi resta sul tuo dispositivo."],
  ja: ["検索", "このサイトのどの言語でも入力できます。検索はブラウザー内で行われ、入力した内容が端末の外に出ることはありません。"],
  ko: ["검색", "이 사이트의 어떤 언어로든 입력하세요. 검색은 브라우저 안에서 이루어지며 입력한 내용은 기기를 벗어나지 않습니다."],
  pt: ["Pesquisa", "Escreva em qualquer idioma deste site. A busca é feita no seu navegador: o que você digita fica no seu dispositivo."],
  ru: ["Поиск", "Пишите на любом языке этого сайта. Поиск идёт в вашем браузере: то, что вы вводите, остаётся на вашем устройстве."],
  tr: ["Arama", "Bu sitenin dillerinden herhangi birinde yazın. Arama tarayıcınızda yapılır; yazdıklarınız cihazınızda kalır."],
  uk: ["Пошук", "Пишіть будь-якою мовою цього сайту. Пошук відбувається у вашому браузері: те, що ви вводите, лишається на вашому пристрої."],
  zh: ["搜索", "可用本站的任何语言输入。搜索在您的浏览器中进行，输入的内容不会离开您的设备。"],
  "zh-Hant": ["搜尋", "可用本站的任何語言輸入。搜尋在您的瀏覽器中進行，輸入的內容不會離開您的裝置。"],
};

/** The reader's first language that there are words for; the page's own are English. */
function readersLanguage() {
  for (const tag of navigator.languages) {
    const lang = /^zh-(Hant|TW|HK|MO)\b/.test(tag) ? "zh-Hant" : (tag.split("-")[0] ?? "");
    if (Object.hasOwn(WELCOME, lang)) return lang;
  }
  return "en";
}

/** Puts language, direction and words into as much of the page as is there. */
export function greet() {
  const lang = readersLanguage();
  const [title, text] = /** @type {[string, string]} */ (WELCOME[lang]);
  document.documentElement.lang = lang;
  document.documentElement.dir = FROM_RIGHT.includes(lang) ? "rtl" : "ltr";
  for (const [selector, words] of [["title", title], ["h1", title], ["tarjuman-search ~ p", text]]) {
    const node = document.querySelector(selector ?? "");
    // Who watches the page for what is new in it would be called for ever.
    if (node && node.textContent != words) node.textContent = words ?? "";
  }
}
