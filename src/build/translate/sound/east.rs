//! Sounds of the letters of South and East Asia. See [`Letters`](super::Letters) for the notation.

/// Devanagari for all the scripts whose blocks run parallel to its own, and the letters in which one of those differs.
///
/// Bengali has no v, Tamil does not tell s from ch; the letters at the end are Malayalam's that end a syllable.
pub(super) const INDIC: &str = "
    अ=a आ=a इ=i ई=i उ=u ऊ=u ऋ=ri ए=e ऐ=e ऍ=e ऎ=e ओ=o औ=o ऑ=o ऒ=o ा=a ि=i ी=i ु=u ू=u ृ=ri े=e ै=e ॅ=e ॆ=e ो=o ौ=o ॉ=o ॊ=o ्=
    ं=n ंप=np ंब=nb ंभ=nb ँ=n ः= ़= क=k क़=k ख=k|x ख़=x ग=g ग़=g घ=g ङ=n च=C छ=C ज=J|z ज़=z झ=J झ़=Z ञ=n ट=t ठ=t ड=d ड़=r ढ=d ढ़=r ण=n
    त=t थ=t|s द=d ध=d न=n ऩ=n प=p फ=f|p फ़=f ब=b भ=b म=m य=i य़=i ^य=y|J र=r ऱ=r ल=l ळ=l ऴ=l व=v|u श=S ष=S स=s ह=h|
    ক্ষ=k য=J|i য়=i ব=b|v ভ=b|v ৎ=t ச=s|C க=k|g ட=t|d த=t|d ப=p|b ੰ=n ੱ= ൺ=n ൻ=n ർ=r ൽ=l ൾ=l ൿ=k";

/// Katakana; a small kana only changes the vowel, which is lost in any case.
pub(super) const KANA: &str = "
    ア=a イ=i ウ=u エ=e オ=o ァ=a ィ=i ゥ=u ェ=e ォ=o ャ=a ュ=u ョ=o ッ= ー= ャー=a|ar ガー$=ga|gar ター$=ta|tar ラー$=ra|la|lar ・= カ=ka キ=ki ^ク=ku|k ク=k|ku ケ=ke コ=ko
    ガ=ga ギ=gi ^グ=gu|g グ=g|gu ゲ=ge ゴ=go サ=sa シ=Si|si ^ス=su|s ス=s|su セ=se ソ=so ザ=za ジ=Ji|zi ^ズ=zu|z ズ=z|zu
    ゼ=ze|Je ゾ=zo タ=ta チ=Ci|ti ^ツ=cu|c|tu ツ=c|t|cu テ=te ^ト=to|t ト=t|to ダ=da ヂ=Ji ^ヅ=zu|z ヅ=z|zu デ=de
    ^ド=do|d ド=d|do ナ=na ニ=ni ^ヌ=nu|n ヌ=n|nu ネ=ne ノ=no ハ=ha ヒ=hi ^フ=fu|f|hu フ=f|h|fu ヘ=he ホ=ho ファ=fa フィ=fi
    フェ=fe フォ=fo バ=ba|va ビ=bi|vi ^ブ=bu|b|vu ブ=b|v|bu ベ=be|ve ボ=bo|vo パ=pa ピ=pi ^プ=pu|p プ=p|pu ペ=pe ポ=po
    ^ヴ=vu|v ヴ=v|vu マ=ma ミ=mi ^ム=mu|m ム=m|mu メ=me モ=mo ヤ=a ユ=u ヨ=o ^ヤ=ya ^ユ=yu ^ヨ=yo ^イェ=ye ^イエ=ye ラ=ra|la
    リ=ri|li ^ル=ru|r|lu ル=r|l|ru レ=re|le ロ=ro|lo ワ=ua|va ヲ=o ウィ=ui|vi ウェ=ue|ve ウォ=uo|vo ン=n ンマ=ma ンミ=mi
    ンム=mu ンメ=me ンモ=mo シャ=Sa シュ=Su シェ=Se ショ=So ジャ=Ja ジュ=Ju ジェ=Je ジョ=Jo チャ=Ca チュ=Cu チェ=Ce チョ=Co ティ=ti ディ=di
    ツァ=ca ツィ=ci ツェ=ce ツォ=co ゲー=ge";

/// Hangul in letters: those that begin a syllable, its vowels, those that end it.
pub(super) const HANGUL: &str = "
    ᄀ=g|k ᄁ=k ᄂ=n ᄃ=d|t ᄄ=t ᄅ=r|l ᄆ=m ᄇ=b|v|p ᄈ=b ᄉ=s ᄊ=s ᄋ= ᄌ=J|z ᄍ=J|c ᄎ=C|c ᄏ=k ᄐ=t ᄑ=p|f ᄒ=h|f 시=si|Si 샤=Sa 섀=Se 셔=So 셰=Se 쇼=So 슈=Su
    ᅡ=a ᅢ=e ᅣ=a ᅤ=e ᅥ=o ᅦ=e ᅧ=o ᅨ=e ᅩ=o ᅪ=ua ᅫ=ue ᅬ=oe ᅭ=o ᅮ=u ᅯ=uo ᅰ=ue ᅱ=ui ᅲ=u ᅳ= ᅴ=i ᅵ=i
    ^야=ya ^여=yo ^요=yo ^유=yu ^예=ye ^얘=ye
    ᆨ=k|g ᆩ=k ᆫ=n ᆮ=t ᆯ=l|r ᆯᄅ=l|lr|r ᆷ=m ᆸ=p ᆺ=s|t ᆻ=s ᆼ=n|ng ᆽ=J ᆾ=C ᆿ=k ᇀ=t ᇁ=p ᇂ=h ᆬ=n ᆰ=lk ᆹ=p";

/// Thai; a letter with the mark of silence is gone before.
pub(super) const THAI: &str = "
    ก=k ข=k|x ค=k ฆ=k ง=n|ng จ=J ฉ=C ช=C ฌ=C ซ=s ญ=y ฎ=d ฏ=t ฐ=t ฑ=t ฒ=t ณ=n ด=d ต=t ถ=t ท=t ธ=t น=n บ=b ป=p ผ=p ฝ=f พ=p ฟ=f ภ=p ม=m
    ย=i ^ย=y ร=r|l ล=l|n ว=u|v ศ=s ษ=s ส=s ห=h| ฬ=l อ=o ฮ=h ะ=a ั=a า=a ำ=am ิ=i ี=i ึ=u ื=u ุ=u ู=u เ=e แ=e โ=o ใ=i ไ=i ็= ่= ้= ๊= ๋=";

/// Syllables of Mandarin in pinyin, whose letters stand for other sounds than elsewhere.
pub(super) const PINYIN: &str = "
    a=a e=e i=i o=o u=u ü=u b=b p=p m=m f=f d=d t=t n=n ng=n|ng l=l r=r g=g k=k h=h|x j=J|g q=C|k x=S|s zh=Z ch=C sh=S z=z c=c s=s
    w=u|v y=i ^y=y ^yi=i|y ^ya=ya|a er=r|l";
