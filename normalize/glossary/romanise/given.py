"""Given names that newspapers spell by custom: all their usual spellings, by target, as rules of `rules.py`.

The names stand in the letters of the tables, so Ukrainian and Bulgarian е is э here. Own list, drawn from usage.
"""

from __future__ import annotations

GIVEN = {
    "en": """
^(александр$) aleksandr/alexander alexandr, ^(александр) aleksandr/alexandr,
^(алэксандър$) aleksandar/alexander alexandar, ^(виктор) viktor/victor, ^(пётр$) pyotr/petr . peter,
^(петр$) petr/pyotr . peter, ^(юлия$) yulia/julia yuliya/yuliia . iuliia,
^(евгений$) yevgeny/evgeny/yevgeni/evgeni evgeniy/yevgeniy . evgenii/eugene, ^(филипп$) filipp/philipp philip,
^(кирилл$) kirill/kiril . cyril, ^(софия$) sofia/sophia sofiya/sofiia, ^(софья$) sofya/sofia . sophia,
^(артур) artur/arthur, ^(георгий$) georgy/georgi georgiy/georgii . george, ^(гэорги$) georgi . gueorgui/george,
^(иосиф$) iosif/joseph, ^(константин) konstantin . constantin, ^(фёдор$) fyodor/fedor . feodor, ^(фэдир$) fedir,
^(якив$) yakiv, ^(эдуард) eduard . edward, ^(михаил$) mikhail . mihail/michail, ^(ксения$) ksenia/kseniya/xenia,
^(зоя$) zoya/zoia, ^(дмитро$) dmytro . dmitro, ^(иван) ivan
""",
    "de": """
^(александр$) alexander/aleksandr alexandr, ^(алэксандър$) aleksandar/alexander alexandar,
^(виктор) wiktor/viktor . victor, ^(валентин) walentin/valentin, ^(валерий$) waleri/valeri walerij/valerij,
^(вера$) wera/vera, ^(пётр$) pjotr/petr . peter, ^(петр$) petr/pjotr, ^(юлия$) julia/julija,
^(филипп$) filipp/philipp philip, ^(софия$) sofia/sofija/sophia, ^(мария$) maria/marija,
^(ксения$) xenia/ksenija xenija, ^(евгений$) jewgeni/jewgenij/evgenij/ewgeni . evgeny/eugen,
^(константин) konstantin . constantin, ^(артур) artur/arthur, ^(иосиф$) iossif/josef/josif, ^(яков$) jakow/jakov
""",
    "fr": """
^(александр$) alexandre/alexandr/aleksandr alexander, ^(алэксандър$) alexandre/aleksandar alexandar,
^(виктор) victor/viktor, ^(пётр$) piotr . petr, ^(юрий$) iouri/youri . yuri, ^(юлия$) ioulia/youlia . julia/yulia,
^(михаил$) mikhail, ^(евгений$) evgueni/ievgueni . yevgueni/evgeni, ^(георгий$) gueorgui/georgui georgi,
^(филипп$) filipp/philippe philipp, ^(софия$) sofia/sophia, ^(дмитрий$) dmitri/dimitri dmitry,
^(кирилл$) kirill/cyrille, ^(ксения$) ksenia/xenia, ^(артур) artur/arthur, ^(николай$) nikolai . nicolai/nikolay,
^(василий$) vassili/vassily vasili, ^(константин) konstantin/constantin
""",
    "es": """
^(александр$) aleksandr/alexander alexandr, ^(алэксандър$) aleksandar/alexander alexandar, ^(виктор) viktor/victor,
^(юрий$) yuri . iuri/yury, ^(юлия$) yulia/julia . iulia, ^(евгений$) yevgueni/evgueni evgeni . yevgeni/ievgueni,
^(филипп$) filipp/filip philipp, ^(пётр$) piotr/petr, ^(василий$) vasili . vasily,
^(константин) konstantin/constantin
""",
    "it": """
^(александр$) aleksandr/alexander alexandr, ^(виктор) viktor/victor, ^(юрий$) yuri/jurij/yury iurij,
^(юлия$) julija/yulia/julia, ^(георгий$) georgij/georgy georgi/gheorghi, ^(гэорги$) georgi . gheorghi,
^(константин) konstantin/constantin
""",
    "pt": """
^(александр$) alexandre/aleksandr/alexander alexandr, ^(виктор) viktor/victor, ^(юлия$) iulia/yulia/julia,
^(юрий$) yuri/iuri, ^(филипп$) filipp/filip, ^(евгений$) evgueni/ievgueni/yevgeni evgeni yevgeny
""",
    "ca": "^(александр$) aleksandr/alexandr/alexander, ^(виктор) viktor/victor",
    "nl": """
^(александр$) aleksandr/alexander alexandr, ^(виктор) viktor/victor, ^(юрий$) joeri . yuri/juri,
^(пётр$) pjotr . petr/peter, ^(юлия$) joelia/julia . joelija/yulia, ^(евгений$) jevgeni . jevgeny/evgeni,
^(филипп$) filipp/filip, ^(сергей$) sergej/sergei . sergey
""",
    "ro": """
^(александр$) aleksandr/alexandr . alexandru, ^(виктор) viktor/victor, ^(георгий$) gheorghi/gheorghe,
^(константин) konstantin/constantin
""",
    "pl": """
^(александр) aleksandr/aleksander, ^(алэксандър$) aleksandyr/aleksander aleksandar, ^(пётр$) piotr,
^(юлия$) julija/julia, ^(павел$) pawieł/paweł, ^(борис$) borys/boris, ^(екатерин) jekatierin/jekaterin jekateryn,
^(анастасия$) anastasija/anastasia . anastazja, ^(мария$) marija/maria, ^(филипп$) filipp/filip
""",
    "cs": "^(александр$) alexandr/aleksandr . alexander, ^(пётр$) pjotr/petr, ^(филипп$) filipp/filip",
    "sk": "^(александр$) alexandr/alexander aleksandr, ^(пётр$) piotr/pjotr peter, ^(филипп$) filipp/filip",
    "hr": "^(александр$) aleksandr/aleksandar, ^(пётр$) pjotr/petar",
    "sl": "^(александр$) aleksandr/aleksander, ^(пётр$) pjotr/peter",
    "hu": "^(александр$) alekszandr . alexandr/alexander, ^(юлия$) julija/julia",
    "sv": """
^(александр$) aleksandr/alexander alexandr, ^(виктор) viktor/victor, ^(пётр$) pjotr . petr/peter, ^(юлия$) julia/julija
""",
    "da": "^(александр$) aleksandr/alexander aleksander, ^(виктор) viktor/victor, ^(юлия$) julia/julija",
    "nb": "^(александр$) aleksandr/alexander aleksander, ^(виктор) viktor/victor, ^(юлия$) julia/julija",
    "fi": "^(александр$) aleksandr . alexander, ^(юлия$) julia/julija, ^(мария$) marija/maria",
    "et": "^(александр$) aleksandr . alexander, ^(филипп$) filipp/filip",
    "lv": "^(александр$) aleksandrs . aleksanders, ^(гэорги$) georgi/georgijs, ^(пётр$) pjotrs . petrs",
    "lt": "^(александр$) aleksandras, ^(пётр$) piotras/petras",
}
