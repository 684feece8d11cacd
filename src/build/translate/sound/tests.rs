//! Names that must meet, words that must not, and how many of the lexicon do.

use super::*;
use std::collections::{BTreeMap, BTreeSet};

/// A name per line; each spelling is to meet the first one.
const NAMES: &str = "
    Douma Duma دوما Дума Ντούμα दौमा
    Assad Assad الأسد Асад Άσαντ אסד असद アサド 아사드 Asad Ասադ ასადი
    Homs حمص Хомс Χομς होम्स ホムス חומס
    Putin Poutine بوتين پوتین Путин プーチン 푸틴 पुतिन Πούτιν פוטין পুতিন புடின் Պուտին პუტინი Путін ปูติน
    Shoigu Choïgou شويغو شویگو Шойгу Schoigu ショイグ 쇼이구 शोइगु Šojgu שויגו
    Zelensky Selenskyj Зеленский Зеленський زيلينسكي زلنسکی Ζελένσκι ज़ेलेंस्की ゼレンスキー 젤렌스키 Zełenski זלנסקי
    Erdoğan Erdogan أردوغان اردوغان Эрдоган エルドアン 에르도안 एर्दोगन ארדואן Ερντογάν 埃尔多安 এরদোয়ান
    Netanyahu Netanjahu Нетаньяху نتنياهو نتانیاهو נתניהו ネタニヤフ 네타냐후 नेतन्याहू Νετανιάχου Nétanyahou
    Khamenei خامنئي خامنه‌ای Хаменеи Chamenei Jamenei ハメネイ 하메네이 खामेनेई Χαμενεΐ Hamaney חמינאי
    Chirac شيراك Ширак シラク 시라크 शिराक Σιράκ שיראק
    Gaddafi Kadhafi القذافي Каддафи カダフィ 카다피 गद्दाफी Καντάφι קדאפי Gadafi قذافی
    Obama أوباما اوباما Обама オバマ 오바마 ओबामा Ομπάμα אובמה Օբամա ობამა ওবামা ஒபாமா 奥巴马 โอบามา
    Merkel ميركل مرکل Меркель メルケル 메르켈 मर्केल Μέρκελ מרקל மெர்க்கெல் Մերկել მერკელი
    Guterres غوتيريش گوترش Гутерреш グテーレス 구테흐스 गुटेरेस Γκουτέρες גוטרש
    Idlib إدلب ادلب Идлиб イドリブ 이들립 इदलिब Ιντλίμπ אידליב
    Ghouta الغوطة غوطه Гута グータ 구타 घौटा Γούτα
    Schwarzenegger شوارزنيجر Шварценеггер シュワルツェネッガー 슈워제네거 श्वार्ज़नेगर Σβαρτσενέγκερ שוורצנגר
    Beijing 北京 بيجين बीजिंग ベイジン
    Jinping 近平 Цзиньпин جينبينغ جین‌پینگ जिनपिंग 진핑 Τζινπίνγκ
    Shanghai 上海 شنغهاي شانگهای Шанхай シャンハイ 상하이 शंघाई Σανγκάη שנגחאי
    Guangdong 广东 Гуандун غوانغدونغ 광둥
    Washington واشنطن واشنگتن Вашингтон ワシントン 워싱턴 वाशिंगटन Ουάσινγκτον וושינגטון
    Moscow Moskau Moscou Moscú موسكو مسکو Москва モスクワ 모스크바 मास्को Μόσχα מוסקבה
    London لندن Лондон ロンドン 런던 लंदन Λονδίνο לונדון লন্ডন லண்டன் Լոնդոն ლონდონი ลอนดอน
    Berlin برلين برلین Берлин ベルリン 베를린 बर्लिन Βερολίνο ברלין বার্লিন பெர்லின்
    Paris باريس پاریس Париж パリス 파리스 पेरिस Παρίσι פריז প্যারিস பாரிஸ்
    Damascus دمشق Дамаск ダマスカス 다마스쿠스 Δαμασκός דמשק
    Baghdad Bagdad بغداد Багдад バグダード 바그다드 बगदाद Βαγδάτη בגדאד বাগদাদ
    Tehran Téhéran Teheran طهران تهران Тегеран テヘラン 테헤란 तेहरान Τεχεράνη טהרן
    Kuwait Koweït الكويت کویت Кувейт クウェート 쿠웨이트 कुवैत Κουβέιτ כווית
    Beirut Beyrouth بيروت Бейрут ベイルート 베이루트 बेरूत Βηρυτός ביירות
    Yemen Jemen اليمن یمن Йемен イエメン 예멘 यमन Υεμένη
    Qatar Katar قطر Катар カタール 카타르 कतर Κατάρ קטאר
    Syria Syrie سوريا سوریه Сирия シリア 시리아 सीरिया Συρία סוריה
    Lebanon لبنان लेबनान レバノン 레바논 לבנון
    Kabul Kaboul كابل کابل Кабул カブール 카불 काबुल Καμπούλ קאבול
    Karachi كراتشي کراچی Карачи カラチ 카라치 कराची Καράτσι קראצ'י
    Mumbai مومباي Мумбаи ムンバイ 뭄바이 मुंबई মুম্বই மும்பை ముంబై ಮುಂಬೈ മുംബൈ મુંબઈ ਮੁੰਬਈ Μουμπάι
    Gandhi غاندي گاندھی Ганди ガンディー 간디 गांधी গান্ধী காந்தி గాంధీ ಗಾಂಧಿ ഗാന്ധി ગાંધી ਗਾਂਧੀ Γκάντι
    Modi مودي مودی Моди モディ 모디 मोदी মোদী மோடி మోదీ ಮೋದಿ മോദി મોદી ਮੋਦੀ Μόντι מודי
    Delhi دلهي دہلی Дели デリー 델리 दिल्ली দিল্লি தில்லி ఢిల్లీ
    Tokyo طوكيو توکیو Токио 도쿄 टोक्यो Τόκιο טוקיו Tokio
    Fukushima فوكوشيما فوکوشیما Фукусима フクシマ ふくしま 후쿠시마 फुकुशिमा Φουκουσίμα פוקושימה
    Sarkozy ساركوزي سارکوزی Саркози サルコジ 사르코지 सारकोजी Σαρκοζί סרקוזי
    Macron ماكرون ماکرون Макрон マクロン 마크롱 मैक्रों Μακρόν מקרון Մակրոն მაკრონი
    Trump ترامب ترامپ Трамп トランプ 트럼프 ट्रम्प Τραμπ טראמפ
    Churchill تشرشل چرچیل Черчилль チャーチル 처칠 चर्चिल Τσόρτσιλ צ'רצ'יל
    Hitler Гитлер هتلر ヒトラー 히틀러 हिटलर Χίτλερ היטלר
    Muhammad Mohammed Mohamed محمد Мухаммед ムハンマド 무함마드 मुहम्मद Μωάμεθ מוחמד মুহাম্মদ
    Ahmed Ahmad أحمد Ахмед アフマド 아흐마드 अहमद Αχμέντ אחמד
    Hussein حسين حسین Хусейн フセイン 후세인 हुसैन Χουσεΐν חוסיין
    Fatima فاطمة فاطمه Фатима ファティマ 파티마 फातिमा Φατίμα פאטמה
    Maduro مادورو Мадуро マドゥロ 마두로 मादुरो Μαδούρο מדורו
    Argentina الأرجنتين آرژانتین Аргентина アルゼンチン 아르헨티나 अर्जेंटीना Αργεντινή ארגנטינה
    Venezuela فنزويلا ونزوئلا Венесуэла ベネズエラ 베네수엘라 वेनेज़ुएला Βενεζουέλα ונצואלה
    Chávez تشافيز چاوز Чавес チャベス 차베스 चावेज़ Τσάβες צ'אווס
    Warszawa وارسو Варшава ワルシャワ 바르샤바 वारसॉ Βαρσοβία ורשה
    Blériot بليريو Блерио ブレリオ 블레리오 ब्लेरियो Μπλεριό
    Diderot ديدرو Дидро ディドロ 디드로 दिदरो Ντιντερό
    Renault رينو Рено ルノー 르노 रेनो Ρενό
    Rimbaud رامبو Рембо ランボー 랭보 Ρεμπώ
    Monet مونيه Моне モネ 모네 मोने Μονέ
    Peugeot Пежо 푸조 Πεζό
    Tbilisi تبليسي Тбилиси トビリシ 트빌리시 त्बिलिसी თბილისი Թբիլիսի
    Yerevan يريفان ایروان Ереван エレバン 예레반 येरेवान Երևան Ερεβάν
    Saakashvili ساكاشفيلي Саакашвили サアカシュヴィリ 사카슈빌리 სააკაშვილი Σαακασβίλι
    Milošević ميلوسيفيتش Милошевић Милошевич ミロシェビッチ 밀로셰비치 Μιλόσεβιτς
    Wałęsa فاليسا Валенса ワレサ 바웬사
    Ceaușescu تشاوشيسكو Чаушеску チャウシェスク 차우셰스쿠 Τσαουσέσκου
    Nguyen Нгуен نجوين グエン 응우옌
    Einstein أينشتاين Эйнштейн アインシュタイン 아인슈타인 आइंस्टीन Αϊνστάιν איינשטיין
    Shakespeare شكسبير Шекспир シェイクスピア 셰익스피어 शेक्सपीयर Σαίξπηρ שייקספיר
    Khartoum الخرطوم خارطوم Хартум ハルツーム 하르툼 Χαρτούμ
    Tripoli Триполи トリポリ 트리폴리 त्रिपोली Τρίπολη
    Zarif ظريف ظریف Зариф ザリフ 자리프 Ζαρίφ
    Lavrov لافروف لاوروف Лавров ラブロフ 라브로프 लावरोव Λαβρόφ לברוב
    Bashar بشار Башар バシャール 바샤르 बशर Μπασάρ בשאר
    Alhambra الحمراء Альгамбра
    Elbaradei البرادعي Барадеи
    as-Sisi السيسي Сиси
    Nasrallah نصرالله Насралла ナスララ 나스랄라 नसरल्लाह Νασράλα נסראללה
    Seoul سيول Сеул ソウル 서울 सियोल Σεούλ סיאול
    Pyongyang 평양 प्योंगयांग
    Nairobi نيروبي نایروبی Найроби ナイロビ 나이로비 नैरोबी Ναϊρόμπι ניירובי
    Stockholm ستوكهولم استکهلم Стокгольм ストックホルム 스톡홀름 स्टॉकहोम Στοκχόλμη
    Volkswagen فولكسفاغن Фольксваген フォルクスワーゲン 폭스바겐";

/// Words that look or sound somewhat alike and are not the same: `one other`.
const STRANGERS: &str = "
    دوما Damas|حمص حماة|Homs Hama|Putin بطن|Putin Patten|Moskau мост|Syrien сера|Paris بيروت|Berlin برلمان|London لبنان
    Kabul كربلاء|Merkel Марокко|Obama Ибрагим|Assad سعودية|Assad Асбест|Idlib أدبيات|Douma Дамаск|Gaddafi قضاء|Chirac шарик|Macron Марков
    Trump طرابلس|Hitler Хельсинки|Ahmed حماية|Muhammad مجموعة|Fatima Фамилия|Shoigu шоссе|Zelensky Сталинский
    Netanyahu Натали|Khamenei خمسون|Guterres قطارات|Ghouta غزة|Washington Ватикан|Tehran تاريخ
    Kuwait القاهرة|Beirut бюро|Qatar قطن|Lebanon لندن|Karachi Каракас|Mumbai मुंह|Gandhi गंदगी|Modi मौत|Delhi दलील
    Tokyo Такси|Fukushima フクロウ|Sarkozy Саркома|Churchill чертёж|Maduro Мадрид|Argentina Аргумент|Venezuela Венеция|Chávez час
    Yerevan Европа|Einstein станция|Khartoum хартия|Tripoli трибуна|Lavrov лаборатория|Nasrallah ناصر|Seoul сила|Nairobi норма
    Stockholm столица|Baghdad بغداديون|Damascus دمج|Shanghai шанс|Putin Patton|Beijing بنك|オバマ オハイオ|푸틴 바티칸|पुतिन पत्नी|Πούτιν ποταμός";

/// Words that differ in nothing a skeleton keeps: why a meeting is a proposal only.
const LOOKALIKES: &str = "Hussein хозяин|Erdoğan Иордания|Khamenei Каменев|Yemen Иман|Tbilisi таблица|Bashar بشر
    Warszawa ورشة|Moscow mosquée|Syria Serie";

fn pairs(list: &str) -> impl Iterator<Item = (&str, &str)> {
    list.lines().flat_map(|line| line.split('|')).filter_map(|pair| pair.trim().split_once(' '))
}

fn meet(one: &str, other: &str) -> bool {
    let keys = skeletons(one);
    skeletons(other).iter().any(|key| keys.contains(key))
}

#[test]
fn names_meet_and_strangers_do_not() {
    let names = NAMES.lines().filter_map(|line| line.trim().split_once(' '));
    let same: Vec<_> = names.flat_map(|(first, others)| others.split(' ').map(move |other| (first, other))).collect();
    let missed: Vec<_> = same.iter().filter(|(one, other)| !meet(one, other)).collect();
    let strangers: Vec<_> = pairs(STRANGERS).collect();
    let wrong: Vec<_> = strangers.iter().filter(|(one, other)| meet(one, other)).collect();
    let met = (same.len() - missed.len()) as f64;
    let (recall, precision) = (met / same.len() as f64, met / (met + wrong.len() as f64));
    println!("{} names, recall {recall:.3}; {} strangers, precision {precision:.3}", same.len(), strangers.len());
    let (mut any_two, mut any_two_met) = (0, 0);
    for spellings in NAMES.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()) {
        for (at, one) in spellings.iter().enumerate() {
            any_two += at;
            any_two_met += spellings[..at].iter().filter(|other| meet(one, other)).count();
        }
    }
    println!("of any two spellings of a name, {any_two_met} of {any_two} meet");
    println!("missed: {missed:?}\nwrong: {wrong:?}");
    assert!(same.len() >= 120 && strangers.len() >= 60);
    assert!(recall >= 0.9, "{missed:?}");
    assert!(wrong.len() * 20 <= strangers.len(), "{wrong:?}");
}

#[test]
fn lookalikes_meet_as_well() {
    let apart: Vec<_> = pairs(LOOKALIKES).filter(|(one, other)| !meet(one, other)).collect();
    assert!(apart.is_empty(), "no longer alike, so they are strangers now: {apart:?}");
}

#[test]
fn what_is_no_name_has_no_key() {
    for word in ["", "-", "12", "a", "Io", "ᚠᚢᚦ", "我", "中华人民共和国", "ا", &"ab".repeat(50)] {
        assert!(skeletons(word).is_empty(), "{word}: {:?}", skeletons(word));
    }
}

#[test]
fn a_word_has_few_keys_and_its_case_and_points_do_not_matter() {
    let longest = "Schwarzeneggerchichagwayghyjungchowcejchowgi";
    assert!(skeletons(&longest[..40]).len() <= MAX_KEYS);
    for (one, other) in [("PUTIN", "putin"), ("دِمَشْق", "دمشق"), ("ΠΟΎΤΙΝ", "Πούτιν"), ("פּוּטִין", "פוטין"), ("ﻣﺼﺮ", "مصر")]
    {
        assert_eq!(skeletons(one), skeletons(other));
    }
}

#[test]
fn the_article_is_dropped() {
    for (one, other) in
        [("الغوطة", "Ghouta"), ("al-Ghouta", "Ghouta"), ("ash-Sharq", "الشرق"), ("Elbaradei", "البرادعي")]
    {
        assert!(meet(one, other), "{one} {other}");
    }
}

#[test]
fn every_entry_of_every_table_is_well_formed() {
    let tables =
        [&LATIN, &ARABIC, &HEBREW, &CYRILLIC, &GREEK, &ARMENIAN, &GEORGIAN, &INDIC, &KANA, &HANGUL, &THAI, &PINYIN];
    for (spelling, readings) in tables.iter().flat_map(|table| &table.sounds) {
        assert!(spelling.chars().count() <= MAX_PATTERN, "{spelling}");
        for sound in readings.iter().flat_map(|reading| reading.chars()) {
            assert!(class(sound).is_some() || "aeiou".contains(sound), "{spelling}: {sound}");
        }
    }
}

/// Of the words of the lexicon that are not English, how many meet the English one, and how many rows a word meets that are not its own.
///
/// Only first words of a cell count, and only those of one word.
#[test]
#[ignore = "a report, not a check"]
fn collisions_in_the_lexicon() {
    for file in ["places", "names"] {
        let path = format!("{}/lexicon/{file}.tsv", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).expect("the lexicon can be read");
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').skip(1).collect()).collect();
        let word = |row: usize, column: usize| {
            rows[row]
                .get(column)
                .and_then(|cell| cell.split('|').next())
                .filter(|word| !word.is_empty() && !word.contains(' '))
        };
        let english: Vec<usize> = (1..rows.len()).filter(|&row| word(row, 0).is_some()).collect();
        let mut by_key: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for &row in &english {
            for key in word(row, 0).map(skeletons).unwrap_or_default() {
                by_key.entry(key).or_default().insert(row);
            }
        }
        println!("{file}: {} English words, {} keys", english.len(), by_key.len());
        let mut total = (0, 0, 0);
        for (column, language) in rows[0].iter().enumerate().skip(1) {
            let (mut words, mut met, mut others) = (0, 0, 0);
            for &row in &english {
                let Some(word) = word(row, column) else { continue };
                let meets: BTreeSet<usize> =
                    skeletons(word).iter().filter_map(|key| by_key.get(key)).flatten().copied().collect();
                words += 1;
                met += usize::from(meets.contains(&row));
                others += meets.iter().filter(|&&other| other != row).count();
            }
            println!("  {language}: {met} of {words} meet, and {others} other rows");
            total = (total.0 + words, total.1 + met, total.2 + others);
        }
        println!("  all: {} of {} meet, and {} other rows", total.1, total.0, total.2);
    }
}
