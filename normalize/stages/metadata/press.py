"""Words that papers use of themselves: roles of writers, names of sections, counters, notes on pictures and films.

They are data of several rules, in every language at once: a site in one language often has buttons in another.
"""

from __future__ import annotations

from normalize.text.words import words

Phrase = tuple[str, ...]

ROLES = frozenset(
    words(role)
    for role in (
        "staff writer|staff reporter|senior writer|senior reporter|reporter|correspondent|editor|senior editor|"
        "columnist|contributor|contributing writer|special correspondent|special to the|political editor|"
        "science editor|redakteur|redakteurin|korrespondent|korrespondentin|reporterin|volontärin|volontär|"
        "chefredakteur|journaliste|correspondant|correspondante|envoyé spécial|envoyée spéciale|rédacteur|"
        "rédactrice|periodista|corresponsal|enviado especial|enviada especial|redactor|redactora|giornalista|"
        "corrispondente|inviato|inviata|jornalista|correspondente|redator|repórter|корреспондент|журналист|"
        "журналистка|обозреватель|редактор|спецкор|собкор|кореспондент|кореспондентка|журналіст|журналістка|"
        "оглядач|журналист|репортер|новинар|новинарка|dziennikarz|dziennikarka|korespondent|korespondentka|"
        "redaktor|novinář|novinářka|redaktorka|zpravodaj|verslaggever|redacteur|correspondente|journalist|"
        "reporter|skribent|toimittaja|kirjeenvaihtaja|újságíró|corespondent|ziarist|jurnalist|muhabir|muhabiri|"
        "editör|συντάκτης|δημοσιογράφος|ανταποκριτής|wartawan|jurnalis|phóng viên|기자|특파원|선임기자|"
        "记者|記者|本报记者|本報記者|通讯员|特派員|編集委員|論説委員|"
        "مراسل|مراسلة|صحفي|صحفية|خبرنگار|כתב|כתבת|संवाददाता|रिपोर्टर"
    ).split("|")
)
"""What stands behind an author's name or before it."""

REPORTS = frozenset(
    (
        "reports reporting writes berichtet schreibt rapporte informa reporta riferisce relata сообщает передаёт "
        "передает пишет повідомляє пише relacjonuje donosi rapporterar"
    ).split()
)
"""Verbs behind an author's name in a line that is nothing else."""

SECTIONS = frozenset(
    words(section)
    for section in (
        "news|politics|world|world news|international|national|local|local news|business|economy|finance|markets|"
        "sport|sports|culture|arts|science|technology|tech|health|environment|climate|opinion|comment|analysis|"
        "lifestyle|travel|education|society|crime|weather|entertainment|middle east|asia pacific|united states|"
        "human rights|breaking news|top stories|top story|latest news|special report|in depth|real estate|"
        "politik|wirtschaft|kultur|wissenschaft|gesellschaft|panorama|ausland|inland|meinung|gesundheit|reise|"
        "politique|économie|société|monde|culture|sports|sciences|santé|environnement|opinions|faits divers|"
        "política|economía|sociedad|mundo|deportes|cultura|ciencia|salud|sucesos|opinión|internacional|nacional|"
        "politica|economia|cronaca|esteri|interni|mondo|spettacoli|scienza|salute|sociedade|desporto|esportes|"
        "cultura|ciência|saúde|политика|экономика|общество|культура|спорт|наука|мир|в мире|происшествия|новости|"
        "мнения|технологии|здоровье|політика|економіка|суспільство|культура|світ|новини|події|здоров'я|икономика|"
        "общество|свят|новини|здраве|polityka|gospodarka|społeczeństwo|świat|wiadomości|kultura|nauka|politika|"
        "ekonomika|společnost|svět|zprávy|domácí|zahraničí|haber|gündem|siyaset|ekonomi|dünya|spor|kültür|"
        "πολιτική|οικονομία|κοινωνία|κόσμος|πολιτισμός|اقتصاد|سياسة|رياضة|ثقافة|أخبار|سیاست|ورزش|فرهنگ|جامعه|"
        "חדשות|כלכלה|תרבות|ספורט|ekonomi|olahraga|politik|nasional|internasional|thời sự|thế giới|kinh tế|政治|经济|"
        "经济新闻|社会|文化|体育|国际|國際|社會|財經|国内|国際|経済|スポーツ|"
        "정치|경제|사회|문화|국제|राजनीति|खेल|देश|दुनिया"
    ).split("|")
)
"""Names of sections of a paper."""

COUNTERS = frozenset(
    words(counter)
    for counter in (
        "views view read reads hits shares comments aufrufe ansichten leser kommentare vues lectures "
        "commentaires visitas lecturas comentarios visualizzazioni letture commenti visualizações leituras "
        "просмотров просмотра просмотры прочтений комментариев комментарии переглядів перегляди коментарів "
        "прегледа преглеждания коментара прочитания wyświetleń odsłon komentarzy zobrazení přečteno komentářů "
        "zhlédnutí megtekintés hozzászólás vizualizări vizualizari afișări visningar weergaven lukukerrat "
        "προβολές αναγνώσεις görüntülenme okunma yorum مشاهدة مشاهدات قراءة بازدید נצפה צפיות dilihat lượt "
        "阅读 閱讀 浏览 瀏覽 조회 조회수"
    ).split()
)
"""What a page counts: the number stands before or behind."""

PAPERS = frozenset(
    words(paper)
    for paper in (
        "news times post herald tribune gazette journal daily chronicle observer telegraph inquirer weekly "
        "magazine press tv radio fm online media zeitung nachrichten tagblatt tageblatt anzeiger rundschau "
        "kurier allgemeine presse courrier quotidien dépêche gazette nouvelles presse télégramme noticias diario "
        "periódico heraldo gaceta corriere giornale gazzetta notizie quotidiano notícias jornal diário correio "
        "gazeta новости вести газета известия ведомости курьер вестник новини вісті вісник dziennik kurier "
        "wiadomości tygodnik noviny zprávy deník listy správy denník novosti vijesti vesti novine dnevnik haber "
        "haberleri gazetesi gazete εφημερίδα νέα ειδήσεις știri stiri ziarul jurnalul gazeta hírek hírlap napló "
        "nyheter tidning tidningen dagblad dagbladet nieuws courant krant uutiset sanomat avis أخبار الأخبار "
        "صحيفة جريدة وكالة خبرگزاری روزنامه اخبار חדשות समाचार न्यूज़ न्यूज berita koran báo "
        "ニュース 新聞社 新聞 뉴스 신문 "
        "일보 新闻 新闻网 日报 日報 晚报 晚報 网 網 ข่าว"
    ).split()
)
"""Words in the names of papers and sites, folded when they are compared."""

_MEDIA = (
    "video videos vídeo vídeos vidéo vidéos photo photos foto fotos fotogalerie fotostrecke galerie gallery "
    "pictures images pics audio podcast infographic graphic map update updated live watch exclusive bilder "
    "galleria galería galeria wideo zdjęcia zdjecia film видео фото фотогалерея аудио обновлено дополнено "
    "инфографика відео оновлено снимки снимка галерия βίντεο φωτογραφίες φωτο fotoğraf görüntüler fotók videó "
    "videoclip imagini poze kuvat kuva bildspel "
    "视频 图 组图 動画 写真 사진 영상 포토 동영상 صور فيديو بالصور بالفيديو بالصور "
    "والفيديو عکس فیلم ویدئو תמונות וידאו צפו वीडियो तस्वीरें ảnh clip"
)
MEDIA = frozenset(word for said in _MEDIA.split() for word in words(said))
"""Notes behind a headline that the page shows more than text."""

_ROLE_WORDS = frozenset(role[0] for role in ROLES if role)

ARTICLES = frozenset(
    "the le la les l der die das el il lo a os as de du des del della di do da of το του της των и і y und et".split()
)

_LONGEST = 4  # words of a role or of what is telling in the name of a paper; each sign counts as one in Chinese


def is_paper(name: Phrase) -> bool:
    """Whether folded words may be the name of a paper or a site: a telling word begins or ends it, articles aside."""
    while name and name[0] in ARTICLES:
        name = name[1:]
    sizes = range(1, _LONGEST + 1)
    return any(name[:n] in PAPERS or name[-n:] in PAPERS for n in sizes)


def role_at(keys: Phrase, at: int) -> int:
    """Return the number of words of the longest role that begins at a word, or 0."""
    return _longest(keys, at, ROLES) if keys[at] in _ROLE_WORDS else 0


def counter_at(keys: Phrase, at: int) -> int:
    """Return the number of words of what a page counts that begins at a word, or 0."""
    return _longest(keys, at, COUNTERS)


def _longest(keys: Phrase, at: int, phrases: frozenset[Phrase]) -> int:
    return max((n for n in range(1, _LONGEST + 1) if keys[at : at + n] in phrases and at + n <= len(keys)), default=0)
