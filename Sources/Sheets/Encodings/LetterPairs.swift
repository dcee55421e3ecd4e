/// How often letters that are no ASCII stand beside others, by families of languages.
///
/// Counted in the words of programs' translations. Each line begins with a level from 9 (one pair in forty or more) down to
/// 1 (each level half as often), and lists pairs; `_` is the edge of a word. What is not listed is rarer still.
enum LetterPairs {
    /// Russian, and the letters of Ukrainian and Belarusian.
    static let cyrillic = """
        9а_ан
        8_а_м_о_п_саларе_енеринй_калалильман_наниноовпор_рарериростт_я_
        7_б_в_г_д_з_и_к_н_р_т_ф_хавадайамасатбававевогагодадеелеметзаи_иеийикилимириситияк_киколе
        7м_меминеннныо_ободоломоноросотпапрсасктатетитотьулурхаы_ь_і_
        6_л_у_ш_эабагаеазакахацаяаўбебиблв_вивлвывігигуд_дждидоеведейекесжазиивидизклкіл_лолімомс
        6мунднтнуняніогоеойокопперурыріс_сесислсоспсьсятвтртсу_увусфафих_цицьчачечишаыеыйыхькьнэл
        6ю_ідін
        5_е_ж_ц_ч_ю_я_іаиапауафачашаюбобрбувквнвсгегрдздндрдудіегжежиз_знзоиаибииихичкекркскткулл
        5лулюлямымінгнсньожозочоўп_пипупірбргрдрнрсртрэрёсссусцсітктнтутытэтіубузукумунупутуюфехи
        5хоцацецічнчышешищещиывымыныяьсьяэнэрючющянё_ёнёрівійікілісіціяї_ў_ўн
        4_ё_ўааажаєб_бдбыбіврвтвувёг_двдкдсдыдэдёееежезеоепефецечешещжджнжожузвздзезмзузіигиоипиф
        4ициюиёймйнйрйсйткцлглмлнлёмбмммнмпмямёнзнкнёоиофошоюоїплрвржрзркрлрмрхрясвснсытёуаугудуе
        4ухучушущф_фофрфіхмхрхухіцццычэш_шчшыщаызыкылырысытыцьдьзьоьтьфэ_экэмэсэтюлютяеярятёлёмёт
        4є_ізімірітўв
        3_й_єащаёбнбщбъбёвгвяглгмгнгэгюгідддлдмдпеаебеиехеяжсжыжэзбзрзызьижишйгйдйлйокнкылдлжлклт
        3лымвмзмлмрнбнжнфнцнчнэооохоцояоёпкпппёршрьсмсрсхсшсэсётдтлттужуиуфуєфлхецкцэчкчёчішншуъе
        3ыбыдыпычышыёыўьбьвьгьеьмьшьюэгэдэйювюнюрюсявягядязякялямяшяюяўёвёдёйёкёсєтіаібігічішіїўк
        3ўлўсўт
        2аоаіаїбкбсбхбэбявввдвмвпвхвшвьвэгвгдгчгыгёдгдтдшдьдяж_жкжлжёзгзкзлзпзсзяиуищиэйайбйвйзйк
        2йхйшквкмкёлблзлплслхмжмкмхмьмэнвнмнрншнюоапнпсптпырпрррюсбсжсчсютмтптчтютяуйуцуэуяфуфёхв
        2хнхсхтц_цоцяцёч_чочтчушкшоштшэшёшіщёыгыфыіьуьхьцэбэвэчэшюбюдюжюзюмюцюєяпясяхяцящяяёгєміж
        2іоіпіхіюієўдўз
        1аэбббжбмбцвбвжвзвфвщгбгггжгзгсгтдбдхдчеуеўжбжмжюжізззшзёйейжйпйфйцйчйыйякбкжкккхкэкюкялв
        1лфлчлэмгмдмфмчмшмюнхоупхпцпьпэпярфрцрчсгсдтбтгтжтхуууёуіуїфкфнфтфффьфяхбхдхкхлхыхьхэцвцу
        1цючбчвчлшвшлшмшршсшхщощуъяыжыыьжьльпьчьєэжэзэфэцюаюгюхюшябяжяйяуячяёяєёжёзёоёпёфёцёчёшёщ
        1ёёёўєдєкєнєрєюіеіщіііўўжўпўр
        """

    /// Portuguese, French, German, Spanish, Italian, Catalan, Dutch, Danish, Norwegian, Swedish, Finnish.
    static let western = """
        9_é_ö_ø_üaçdéeëeïföføfühéiçiëiójäjøkälälålælélølümämåménänénøpäràrárärårærérørüsäsæsésøtà
        9tätétötøvävæßeà_á_ánárãoä_ägäiälänäräsätäyääå_ånåråtælænæræsætçaçãçõènèsé_écéeépérésétë_
        9ëríaïnó_ónõeörøgøjøkørøyübücüs
        8_ä_å_æaïañcéeçfägågéhähåhæhøiäiékølálílömàmámæmèmønånçnènüpépørèrírórösãsísötátåtótüuévá
        8våvéwäyöàlàrálávähäkämävådålåsækè_édéfégéléménênêsëiënì_í_ínívñaò_órö_ökösötövößøbødøløm
        8ønøsøtøvù_únüfügühülür
        7_à_á_í_ú_šbécçcícódædèdêdídøeßeñfåfégägægøgühöiàiáièiùjækækékökülàlèmímòmómönánænênínónö
        7nùnúpårãrêrðròsåsìsütãtètíuáuçuíuïvàvívówüxéàgàmànàtáfágámásátâmânäcädäjäpåbåeågåkåpåvæf
        7ægævçoèrètévééêtëlícídígísítð_ðañoòlònódólóóödöfögömönøpú_úlúsüdünüt
        6_è_žaíaîažbåbæbìbòbóbúcàcácècêcòdàdádädódöeäeífæfígðgögúháhüiãiòiöišjölêlòlómúnànânòoßoë
        6pàpápçpípúqürçsásósõtâtætêtòußuèuêuòwöyäyézäzózöß_àcàfàsàxácáxã_äeäfäuäßædç_èmèqéaébékéo
        6éqê_ìnífíkímíoï_ïdïeïmïsïtðuòdòpòròsópósônôtöcöhöiöjölöpöyøeúaúmü_üeüpšešiškži
        5_óaßaëaðašbàbábäbëbíböbøbücôdådìdòeàeóeúešgágègígóhèhëhíhôißiújójõjújükâkåkúlâlçlúmãmêmô
        5münºnãnôoáoçoèošpòpópôpõrârôrõrúrþsàsèsòtùtútšuàwáwèwéxíyáyêyúzázéº_ßiàpàqàuábádápáqáuáá
        5âcâläoäxæbæcæmçuècèdègèlèvéiéuéxêmëfësëtëxílíríxîtïaïuòcógómótóxôlômõhõlõröaöeöäø_úbúdúf
        5útükümüèþiš_šaštšuž_žaže
        4_ª_º_â_ç_ê_î_ñ_òaáaâaóaôaúbèdëdôdúdüdžeéeöežfègàgêhàhâhãhóhúiâiêiðiñižjàjákákíkókýlãlìlš
        4mânœoàoéoîoïožpæpèpêpürùrýršsúsûtõuæuøušužvèvêvõxâxãxòxõyózàzâzãzèzüª_ßbßlßtàbàdàvàyáiáw
        4ázâaârâtâyãeäaäqäzåmæiçòèièpèwèxéjéyêcêiëvíbíeípízíçî_îlînïrðiðsñeògóaócô_ôdõgöbööùùúcúj
        4úpúrûrüiý_œušmšožnžu
        3aèaéaøcâdâdãdûeæeòfàfáfógòiïiõlôoäoùoûpötôuãuëvãvöºlßkßrßsßzàhàzàèâgåfåiååæ_çàçáèfèììòîc
        3ïbïqòfòmòtòùóvôröoúeû_ût
        2aæaöbâcœdîeøfâfãgâgãhîhòiíiüjãlëoåoêoíoöpãrësâtîuâuðuñuówòxèxóxúyøzêzíºsßgàiàkäbäöåøæøèb
        2èkéwézíjíqïgïwïxïzòxófóiöwøhøåúgúvüz
        1_µaäcìeágïjékºkîkšoórîržsôuöuüvýxáyâyíµsºfßaàjáhákáyâ_âkâsåaåäæpçsèoèzéhëuìcìtïcïkïlñuòa
        1úzüo
        """

    /// Polish, Czech, Slovak, Hungarian, Romanian, Croatian, Slovenian.
    static let central = """
        9_î_č_šaćačałcăećečeđešičięišjąjšlămănánénínýnăočośpřrórătátétăućučvázăá_álánásé_érésí_ít
        9înówý_ă_ărą_ącć_ćečačečičkčnđełałořeścšešiškštščť_žaži
        8ađańašaťažcídădłeľežgăiąiťkákékölálémáněnšołošožpăráršržsásésísăsłtótęušużužvévývăzázéác
        8ájárátávânégéhénícó_ú_ülăsătćaćič_črčuę_ęcędě_łułąńső_říślšašnţiů_żyžežn
        7_á_é_ł_ś_žaţażbăcâdádżdžełeńeśeşeżfágégógłióićişižjíjújęjśkókýkłlílólőméměnúnąnčoćođońoż
        7pípórérísťtâtítötětőułvěwłyćyłyśzízązęzőzšádágámázékélémépétévíkímírísívódókórółölörövöz
        7úcýcăuądązćučjčíđađuępętěnľał_łnłyłóń_ńcřiśnśrśwśćşišíżeżn
        6_í_ö_ú_ć_ř_ş_ź_żaśbáběbłdédídědődšdźeáeţfăgáháhľiłińiţjákíkôlöląlčlšlžmâmímómšnęnţoľořpé
        6pţrârörürčręrősósútýtątřtštűuáuăvívšwówązózözčzłábáhákářâmârâtídíhílínîmóbócólótóżôdönös
        6ötúbúrútúčýmăcągąpątćnčlčočtđiękęzělěrětľkľnľołełkłęőkőlősştš_švťaű_ź_ż_żażlżąžkžuží
        5_ü_ľaľaşbíbóbčbębőbšdódądčdůeíeîeňeťféfügögőhéhíhýiáiíiđiśiżkúkükąkękľkůlülęlůmôműnünőpá
        5pâpćpępěpłpůrúrýrůsőtútłtůvâvävúvővřwęxăyáyéyűzüápášâlätäčécédézípízíčířógóiójónósôžúdúj
        5úlúzúťügüzýbýrýsădăgăiămąćčvčáčšęśědějěřľ_ľúłcň_ňoőbőrőtővőzřařáś_şušlšošpšćţeůsůvűkűvźn
        5źrżdżkżożsž_ždžjžlžá
        4_óaňařaźbébúcécócącţdâdôdúdędĺdľdřdśeďeřeźfâfógągęgšhâhöhúhăiřjéjčkšlâlúlýmämömčmůnöpäpô
        4púpšrąrţsâsösüsąsůtčtĺuľuńuśuţvůyíyúyčyńyőyšyżyžzâzúzůáfáíážäzäťébíšížî_îiîlóvózóźôsôvöb
        4ögökömúgúpúsúvúšükürütýlýpýšălăpążčbčůď_ďaębęgęćěcěhěkěmězěžĺpĺžľbľsľułdňaňuődőfőjőnř_śm
        4şešjšušťţăťoůműzźwżiżužb
        3_ă_ď_ňaáböbýbącîcúcůdüdýeóeúföfűgâgígűhęjöjůkśkżlňmúmýmąmćnónůpčrşrűtüuňuťvóvôvüvčvňyťzű
        3áaáčâiéjígíťóaófóhópóćôlödúkúmúnü_üeünüsývýzănăzăţąsčsęsęłěsěčěšľmľvłgłsłtňkőeőhőiőpőářk
        3řoşašcšmšršsššţaůžűnűrűsźlźćžcžožsžtžđ
        2_ő_ťaçaúaďcácčcędödđdňeéfífőfšgúgčhóhčhĺhšhůiéiújókâkăkčkřkžmřmžnânônűnžoňpĺrîrôrćrđsýsľ
        2sűuďvövľvűvžyöyüyřzľzřzžáiáuáľâzärääçaéčíjíoîtómôtôzúhýdýkýnýtăăăşąwąłąźćdčcčdčzčćđděpěď
        2ěťĺbĺňľtőgőöřnřuřůśpšhůbůlůrůzűeűjűlűtźaźożcžpžš
        1_ţaíaübřbţbůdűgühähžiüjäjňjűkűlämęmłmŕnçoáoăoďpüpýpąsîsčtňuéuíuřuşuźwśzťänéaéféiéžërësía
        1íbóeóoôbômônôrôšübýjýžąkčpčúďoďułbłmłpňtőaőmőéŕtş_şnţ_ţâťuůhůjűcűiűmźpżrżóżęžľžň
        """
}
