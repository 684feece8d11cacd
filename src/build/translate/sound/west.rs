//! Sounds of the letters of Europe and the Near East. See [`Letters`](super::Letters) for the notation.

/// Spelling habits of a dozen languages in one table, for a name keeps the habits of whoever wrote it down first.
pub(super) const LATIN: &str = "
    a=a ^al=al| ^el=el| e=e i=i o=o u=u y=i|u ^y=y ^ye=y|e ^ie=y|i ą=on|o ę=en|e æ=e œ=e ø=e ı=i ə=a ơ=o ư=u ß=s þ=t ð=d đ=d|J ł=l
    b=b p=p ph=f pf=pf|f f=f v=v w=v|u ow$=ov|o
    t=t th=t|s d=d dh=d
    k=k ck=k kh=x|k q=k|g|C qu=k|kv g=g ^ga=ga|ka gh=g ge=ge|Je|xe geo=go|Jo gi=gi|Ji|xi gy=gi|Ji gge=ge ggi=gi|Ji gue=ge gui=gi gli=li|gli
    c=k|J ce=se|Ce ci=si|Ci cy=si cc=k cci=Ci cce=Ce cs=C|ks ç=s|C ć=C č=C cz=C
    ch=C|k|x chr=kr chl=kl cht=xt tch=C tsch=C dsch=J tj=C
    s=s sh=S sch=S|sk š=S ş=S ș=S ś=S sz=S|s sia$=sia|Sia tia$=Sia|tia sce=Se|se sci=Si|si sj=S|si ^st=st|St stein=Stein|stein ^sp=sp|Sp
    z=z zh=Z ž=Z ż=Z ź=z rz=rz|Z ř=r|Z ts=c|ts tz=c|ts ț=c ţ=c dz=z
    j=J|i|x ^j=J|y|x j$=i dj=J dż=J dž=J dzh=J nj=n|nJ lj=l|lJ
    x=ks|S|x ^x=S|ks|x
    h=h| ^h=h h$=|h lh=l|lh nh=n|nh rh=r
    ot$=ot|o et$=et|e aud$=od|o auld$=o ault$=o|olt ais$=es|e eaux$=o ier$=ier|ie
    m=m n=n ng=ng|n ng$=n|ng ^ng=n|g|ng ^ukr=ukr|yukr ^eu=eu|yu ^u=u|yu ngu=ng gn=n|gn r=r l=l ğ=|g";

/// Arabic, with the letters of Persian, Urdu, Pashto, Kurdish and Uyghur.
pub(super) const ARABIC: &str = "
    ا=a أ=a إ=i آ=a ٱ=a ء= ؤ=u ئ=i ع=a ى=a ة=a ە=a ې=e ێ=e ے=e و=u|u|v ^و=u|v وو=u|v ۇ=u ۆ=o ۈ=u ۋ=v ي=i ی=i ^ي=y|i ^ی=y|i
    ب=b|p پ=p ت=t ٹ=t ټ=t ث=t|s ط=t د=d ڈ=d ډ=d ض=d|z ذ=d|z ظ=z|d
    ج=J|g چ=C تش=C دج=J تس=c خ=x ح=h ه=h ه$=a|h ه‌=a|h ^است=st|ast ^اسپ=sp|asp ہ=h ہ$=|h ۀ=a ھ=
    ر=r ڑ=r ړ=r ڕ=r ز=z ژ=Z ږ=Z|g س=s ش=S ش$=S|s ښ=S|x ص=s غ=g|k ف=f ڤ=v ڥ=v ق=k|g ک=k ك=k|g گ=g ګ=g ڨ=g ݣ=g ڭ=g|ng ځ=z څ=c
    ل=l ڵ=l م=m ن=n ں=n ڼ=n";

/// Hebrew writes neither most vowels nor the difference of b and v, p and f, k and kh, s and sh.
pub(super) const HEBREW: &str = "
    א=a ב=b|v ב$=v|b ג=g ג׳=J ג'=J ד=d ה=h| ^ה=h ה$=a ו=u|u|v ^ו=v|u וו=v|u ז=z ז׳=Z ז'=Z ח=h ט=t י=i יי=i ^י=y|i כ=k|x ך=x ל=l מ=m ם=m
    נ=n ן=n ס=s ע=a פ=p|f ף=f צ=c ץ=c צ׳=C צ'=C ץ'=C ץ׳=C ק=k ר=r ש=S|s ת=t טש=C";

/// Russian, Ukrainian, Belarusian, Serbian, Macedonian, Bulgarian, Kazakh.
pub(super) const CYRILLIC: &str = "
    а=a б=b в=v|v|u г=g|h си=si|Si ґ=g ѓ=J ғ=g д=d е=e ^е=e|y ^ие=e|y ё=o ^ё=y є=e ^є=y ж=Z з=z ѕ=z и=i і=i ї=i ^ї=y й=i ^й=y ј=i ^ј=y
    к=k қ=k ќ=C л=l љ=l м=m н=n њ=n ң=ng|n о=o ө=o п=p р=r с=s т=t ћ=C ђ=J у=u ў=u ұ=u ү=u ф=f|t х=x ҳ=h һ=h ц=c|ts ч=C ҷ=J џ=J
    ш=S щ=S сч=S ъ= ы=i ь= ьо=o э=e ә=a ю=u ^ю=y я=a ^я=y дж=J тс=c|ts тч=C дз=z";

/// Without the accents; Greek writes b, d, g, j with two letters and has no sh.
pub(super) const GREEK: &str = "
    α=a ε=e η=i η$=|i ι=i ο=o υ=i ω=o ου=u αι=e ει=i οι=i αυ=a|av ευ=ev|e β=v|b γ=g γγ=ng γκ=g|ng|nk νγκ=ng|n|nk ^γκ=g ^γι=y|gi ^γε=y|ge δ=d ζ=z θ=t|s κ=k
    λ=l μ=m ν=n ξ=ks π=p ρ=r σ=s|S ς=s|s|S σσ=s|S τ=t φ=f χ=x ψ=ps μπ=b|mb|mp ^μπ=b ντ=d|nd|nt ^ντ=d τσ=C|c τς=C|c τζ=J|z ντζ=J|nJ";

/// Armenian.
pub(super) const ARMENIAN: &str = "
    ա=a բ=b գ=g դ=d ե=e ^ե=y|e զ=z է=e ը= թ=t ժ=Z ի=i լ=l խ=x ծ=c կ=k հ=h ձ=z ղ=g|l ճ=C մ=m յ=i ^յ=y ն=n շ=S ո=o ու=u չ=C
    պ=p ջ=J ռ=r ս=s վ=v տ=t ր=r ց=c ւ=v փ=p ք=k օ=o ֆ=f և=ev";

/// Georgian.
pub(super) const GEORGIAN: &str = "
    ა=a ბ=b გ=g დ=d ე=e ვ=v ზ=z თ=t ი=i ი$= კ=k ლ=l მ=m ნ=n ო=o პ=p ჟ=Z რ=r ს=s ტ=t უ=u ფ=p|f ქ=k ღ=g ყ=k შ=S ჩ=C ც=c ძ=z წ=c ჭ=C
    ხ=x ჯ=J ჰ=h";
