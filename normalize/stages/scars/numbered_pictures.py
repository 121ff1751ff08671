"""scars/numbered-pictures: the counter of a picture gallery goes.

What   "Image 1 of 5", "Foto 2/8", "Фото 1 из 5", "写真 1/5" on a line of its own.
Why    It is the alternative text of a gallery's pictures, not the article's.
Spares Sentences about pictures, and lists of the article ("Picture 1: the harbour").
"""

import regex

from normalize.stages.document import Document
from normalize.stages.rule import Edits, Example, Leave, rule

_WORDS = (
    "image|images|photo|photos|picture|slide|pic|bild|foto|fotos|abbildung|imagen|imagem|immagine|afbeelding|obrázek|zdjęcie|"
    "kép|fotografie|фото|фотография|снимка|слика|изображение|зображення|kuva|φωτογραφία|εικόνα|fotoğraf|resim|صورة|عکس|תמונה|"
    "ảnh|gambar|写真|画像|图片|圖片|사진|फोटो|चित्र|ภาพ|şəkil|nuotrauka|attēls|slika"
)
_OF = "of|von|de|di|van|z|ze|из|з|sur|från|av|af|od|din|από|/|／|the|من|از|מתוך|trong|dari|/|の|中|의"

EXAMPLES = (
    Example("They left.\nImage 1 of 5\nNobody knew.", "They left.\n\nNobody knew."),
    Example("Sie gingen.\nBild 3 von 10", "Sie gingen.\n", lang="de"),
    Example("Они ушли.\nФото 1 из 5\nНикто не знал.", "Они ушли.\n\nНикто не знал.", lang="ru"),
    Example("写真 1/5\n彼らは去った。", "\n彼らは去った。", lang="ja"),
    Example("Foto 2/8\nSe fueron.", "\nSe fueron.", lang="es"),
    Leave("Image 1 of 5 was sold in Riga.\nPicture 1: the harbour"),
    Leave("Photo 51 of the series changed science."),
)

_COUNTER = regex.compile(rf"[\[(]?(?:{_WORDS})\s?\d{{1,3}}\s?(?:{_OF})\s?\d{{1,3}}[\])]?\.?", regex.IGNORECASE)


@rule(examples=EXAMPLES)
def numbered_pictures(doc: Document) -> Edits:
    for block in doc.blocks:
        if block.at_most(6) and _COUNTER.fullmatch(block.text):
            yield doc.delete(block.start, block.end, "the counter of a picture gallery", 0.93)
