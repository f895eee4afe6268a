"""Words around a place name: «г. Ош», «я в Исфаре», «Toshkentda yashayman», «Ошто»."""

from __future__ import annotations

from collections.abc import Iterator

from bot.dialogue.spelling import key, words_of

# Words that say what kind of place is meant.
_CITY = "город города городе г гор шаҳр шаҳри шаҳрӣ шаары шаар шаарында шаарынан shahar shahri"
_CITY += " shahrida shahridan shahridan шаҳар шаҳрида шаҳридан пгт посёлок городок city"
_DISTRICT = "район района районе районы районный рн ноҳия ноҳияи туман тумани тумана tuman tumani"
_DISTRICT += " tumanida tumanidan туманида туманидан району районунда районунан district"
_REGION = "область области обл областная вилоят вилояти viloyat viloyati viloyatida viloyatidan"
_REGION += " вилоятида вилоятидан облусу облус облусунда облусунан областы"
# Words that are left out: where somebody is, lives or comes from.
_LEFT = """
я мы мне нам меня нас живу живём живем нахожусь нахожуся сейчас в во из с со на у к около рядом
село сёла села деревня деревне деревни кишлак кишлаке кишлака аул джамоат джамоата джамоате здесь
тут родом сам сама приехал приехала вернулся вернулась здравствуйте привет салам салом
ман мо дар аз ба ҳастам мебошам зиндагӣ мекунам деҳа деҳаи деҳот деҳоти ҷамоат ҷамоати қишлоқи
омадам омадаам ҳозир ассалому алейкум
men biz hozir yashayman yashaymiz turaman turibman qishloq qishlogʻi qishlogʻida mahalla mahallasi
mahallasida keldim qaytdim salom assalomu alaykum qfy mfy ман
мен биз азыр жашайм жашайбыз турам турабыз айыл айылы айылында айылынан өкмөтү келдим кайттым
саламатсызбы
"""
# Villages are called so too, but who writes this alone asks about something else.
ORDINARY = frozenset(
    words_of(
        "чек chek касб kasb марказ markaz акы чои ҷои ҷой чой багуу гарав garav даъват занг zang"
        " карыз qarz қарз центр дом мир помощь работа кумак ёрдам жардам kumak yordam maslahat"
        " булак маслихат маслиҳат кеңеш"
    )
)


# «Кулоб марказ»: beside a name it says «the middle of», or «a centre there».
_CENTRE = "центр центре центра марказ марказӣ марказда markaz markazi markazda борбор борбору"
# «Москва, Россия»: beside a city it is left out.
_RUSSIA = "россия россии россияда россиядаман русия русияда rossiya rossiyada russia рф"


def _keys(text: str) -> frozenset[str]:
    return frozenset(key([word]) for word in words_of(text))


CITY, DISTRICT, REGION, LEFT = map(_keys, (_CITY, _DISTRICT, _REGION, _LEFT))
CENTRE, RUSSIA = map(_keys, (_CENTRE, _RUSSIA))

# Case endings in the alphabet of keys: Uzbek and Kyrgyz, then Tajik and Russian.
_CASES = "da dan ga ka ni ning dagi daman danman dagiman lik likman liklar dik dikman lok tik "
_CASES += "de do ta te to den don tan ten ton ge go ke ko nin min mon tagi damin demin domon "
_CASES += "tamin temin tomon danmin denmin donmon i ro am em im e a o om oi ah ia io ie"
_ENDINGS = sorted(_CASES.split(), key=lambda ending: (-len(ending), ending))
_RUSSIAN = ("e", "o", "i", "oi")  # Исфаре, Исфару, Исфары → Исфара
_ADJECTIVES = (("skogo", "ski"), ("skom", "ski"), ("skoi", "skaia"), ("skoio", "skaia"))
ADJECTIVES = ("inski", "ski", "skaia")  # Исфаринский, Ванчский, Ошская


def kind_of(word: str) -> str:
    """`city`, `district`, `region`, `left` (a word to leave out) or nothing; takes a key."""
    for kind, words in (("city", CITY), ("district", DISTRICT), ("region", REGION)):
        if word in words:
            return kind
    return "left" if word in LEFT else ""


def stems(name: str) -> Iterator[str]:
    """A key without what may be a case ending: `isfare` → `isfara`, `ošto` → `oš`."""
    for adjective, plain in _ADJECTIVES:
        if name.endswith(adjective):
            yield (name := name.removesuffix(adjective) + plain)
    for adjective in ADJECTIVES:
        if name.endswith(adjective) and len(name) >= len(adjective) + 3:
            if adjective != "inski":
                yield name.removesuffix(adjective)
            yield name.removesuffix(adjective) + "a"
    for ending in _ENDINGS:
        stem = name.removesuffix(ending)
        if stem == name or len(stem) < 2:
            continue
        yield stem
        if ending in _RUSSIAN:
            yield stem + "a"
