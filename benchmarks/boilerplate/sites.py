"""Twelve ways in which news sites write an article and the teasers around it, from tables to custom elements.

Each says the same things in its own tags and class names. `{…}` are filled in by `marked.py`; nothing in a page tells
which of its parts are teasers, but for what sites themselves say.
"""

from __future__ import annotations

from dataclasses import dataclass

_HEAD = (
    '<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title} - Daily Lantern</title>'
    '<meta property="og:site_name" content="Daily Lantern"></head>'
)
_BARE_HEAD = "<html><head><title>{title}</title></head>"


@dataclass(frozen=True)
class Template:
    """How one site writes. A teaser is a `box` in the article, a `section` below it or a `column` beside it."""

    name: str
    page: str  # {lang} {title} {menu} {byline} {date} {picture} {body} {below} {column} {foot}
    para: str = "<p>{text}</p>"
    sub: str = "<h2>{text}</h2>"
    items: str = "<ul>{inner}</ul>"
    item: str = "<li>{text}</li>"
    menu: str = '<li><a href="/{n}">{text}</a></li>'
    picture: str = '<figure><img src="/i/{n}.jpg" alt=""><figcaption>{caption}</figcaption></figure>'
    label: str = "<h3>{text}</h3>"
    box: str = "<aside>{label}{inner}</aside>"
    section: str = "<section>{label}{inner}</section>"
    column: str = "<section>{label}{inner}</section>"
    rows: str = "<ul>{inner}</ul>"
    row: str = "<li>{link}</li>"
    link: str = '<a href="/{n}">{text}</a>'
    card: str = "<div><h4>{link}</h4><p>{summary}</p><time>{date}</time></div>"


TABLES = Template(
    name="tables",
    page=_BARE_HEAD
    + '<body bgcolor="#ffffff"><table width="780" align="center"><tr><td colspan="3"><img src="/logo.gif">'
    '<font size="1">{menu}</font></td></tr><tr><td width="140" valign="top">{column}</td><td valign="top"><table><tr>'
    '<td><font size="5"><b>{title}</b></font></td></tr><tr><td><font size="1">{byline}, {date}</font></td></tr>'
    '<tr><td>{picture}<font face="Verdana" size="2">{body}</font></td></tr><tr><td>{below}</td></tr></table></td></tr>'
    '<tr><td colspan="3"><font size="1">{foot}</font></td></tr></table></body></html>',
    para="{text}<br><br>",
    sub="<b>{text}</b><br><br>",
    items="{inner}<br>",
    item="- {text}<br>",
    menu='<a href="/{n}.asp">{text}</a> | ',
    picture='<table width="200" align="right"><tr><td><img src="/{n}.jpg"></td></tr><tr><td><font size="1"><i>{caption}'
    "</i></font></td></tr></table>",
    label='<font size="2" color="#cc0000"><b>{text}</b></font><br>',
    box='<table width="180" align="left" bgcolor="#eeeeee"><tr><td>{label}{inner}</td></tr></table>',
    section="<hr>{label}{inner}",
    column='<table bgcolor="#eeeeee"><tr><td>{label}</td></tr><tr><td>{inner}</td></tr></table>',
    rows="{inner}",
    row="{link}<br>",
    link='<a href="/{n}.asp">{text}</a>',
    card="<b>{link}</b><br>{summary}<br><i>{date}</i><br><br>",
)

UNCLOSED = Template(
    name="unclosed",
    page=_BARE_HEAD + "<BODY><TABLE><TR><TD>{column}<TD><H1>{title}</H1><P><I>{byline}<BR>{date}</I>{picture}{body}"
    "<HR>{below}</TABLE><HR><CENTER>{menu}<P>{foot}</CENTER></BODY></HTML>",
    para="<P>{text}\n",
    sub="<H3>{text}</H3>\n",
    items="<UL>{inner}</UL>",
    item="<LI>{text}\n",
    menu="[<A HREF=/{n}.htm>{text}</A>] ",
    picture="<P ALIGN=center><IMG SRC=/{n}.jpg><BR><SMALL>{caption}</SMALL>\n",
    label="<P><B>{text}</B>",
    box="<BLOCKQUOTE>{label}{inner}</BLOCKQUOTE>\n",
    section="{label}{inner}\n",
    column="{label}{inner}\n",
    rows="<UL>{inner}</UL>",
    row="<LI>{link}\n",
    link="<A HREF=/{n}.htm>{text}</A>",
    card="<P><B>{link}</B><BR>{summary}<BR><SMALL>{date}</SMALL>\n",
)

SOUP = Template(
    name="div soup",
    page=_HEAD + '<body><div id="root"><div class="sc-a1 kQwZt"><div class="sc-b7 hXpLm">{menu}</div><div class="sc-c3 '
    'eRtYu"><div class="sc-d4"><div class="sc-e9 bVnMq">{title}</div><div class="sc-f2">{byline}</div><div '
    'class="sc-f3">{date}</div>{picture}{body}{below}</div><div class="sc-g5 jKlOp">{column}</div></div><div '
    'class="sc-h8">{foot}</div></div></div></body></html>',
    para='<div class="sc-k2 dFgHj">{text}</div>',
    sub='<div class="sc-k3 aSdFg">{text}</div>',
    items='<div class="sc-k4">{inner}</div>',
    item='<div class="sc-k5">{text}</div>',
    menu='<div class="sc-b8"><a href="/{n}">{text}</a></div>',
    picture='<div class="sc-m1"><img src="/{n}.webp"><div class="sc-m2">{caption}</div></div>',
    label='<div class="sc-n1 zXcVb">{text}</div>',
    box='<div class="sc-n2 qWeRt">{label}{inner}</div>',
    section='<div class="sc-n3 tYuIo">{label}{inner}</div>',
    column='<div class="sc-n4">{label}{inner}</div>',
    rows="<div>{inner}</div>",
    row='<div class="sc-n5">{link}</div>',
    link='<a class="sc-l0" href="/{n}">{text}</a>',
    card='<div class="sc-n6"><img src="/t.webp"><div class="sc-n7">{link}</div><div class="sc-n8">{summary}</div>'
    '<div class="sc-n9">{date}</div></div>',
)

SEMANTIC = Template(
    name="semantic",
    page=_HEAD + "<body><header><nav><ul>{menu}</ul></nav></header><main><article><header><h1>{title}</h1><p "
    'class="byline">{byline}</p><time>{date}</time></header>{picture}<div class="article-body">{body}</div></article>'
    "{below}</main><aside>{column}</aside><footer><p>{foot}</p></footer></body></html>",
    box='<aside class="related">{label}{inner}</aside>',
    section='<section class="related-articles">{label}{inner}</section>',
    column='<section class="sidebar-list">{label}{inner}</section>',
    card='<article class="card"><img src="/t.jpg" alt=""><h4>{link}</h4><p>{summary}</p><time>{date}</time></article>',
)

AMP = Template(
    name="amp",
    page='<!doctype html><html amp lang="{lang}"><head><meta charset="utf-8"><title>{title}</title></head><body>'
    '<amp-sidebar id="sb"><ul>{menu}</ul></amp-sidebar><main class="amp-wp-article"><h1 class="amp-wp-title">{title}'
    '</h1><div class="amp-wp-meta">{byline}</div><div class="amp-wp-meta">{date}</div>{picture}<div '
    'class="amp-wp-article-content">{body}</div>{below}{column}</main><footer class="amp-wp-footer">{foot}</footer>'
    "</body></html>",
    picture='<figure><amp-img src="/{n}.jpg" width="600" height="400" layout="responsive"></amp-img><figcaption>'
    "{caption}</figcaption></figure>",
    box='<div class="ampstart-card">{label}{inner}</div>',
    section='<amp-list layout="fixed-height" height="300"><div role="list">{label}{inner}</div></amp-list>',
    column='<div class="ampstart-list">{label}{inner}</div>',
    rows='<div role="list">{inner}</div>',
    row='<div role="listitem">{link}</div>',
    card='<div role="listitem"><amp-img src="/t.jpg" width="90" height="60"></amp-img><div><h4>{link}</h4><p>{summary}'
    "</p><span>{date}</span></div></div>",
)

WORDPRESS = Template(
    name="wordpress",
    page=_HEAD
    + '<body class="single single-post postid-4711"><div id="page" class="site"><nav class="main-navigation">'
    '<ul class="menu">{menu}</ul></nav><div id="content"><article class="post type-post hentry"><h1 '
    'class="entry-title">{title}</h1><div class="entry-meta"><span class="byline">{byline}</span> <span '
    'class="posted-on">{date}</span></div><div class="entry-content">{picture}{body}{below}</div></article></div>'
    '<div id="secondary" class="widget-area">{column}</div><footer id="colophon">{foot}</footer></div></body></html>',
    menu='<li class="menu-item"><a href="/{n}/">{text}</a></li>',
    picture='<figure class="wp-block-image"><img src="/{n}.jpg"><figcaption class="wp-element-caption">{caption}'
    "</figcaption></figure>",
    box='<div class="wp-block-group has-background">{label}{inner}</div>',
    section='<div id="jp-relatedposts" class="jp-relatedposts">{label}{inner}</div>',
    column='<div class="widget widget_recent_entries">{label}{inner}</div>',
    link='<a href="/{n}/" rel="bookmark">{text}</a>',
    card='<div class="jp-relatedposts-post"><h4>{link}</h4><p class="excerpt">{summary}</p><time>{date}</time></div>',
)

UTILITY = Template(
    name="utility classes",
    page=_HEAD
    + '<body class="bg-white"><div class="container mx-auto px-4"><div class="flex gap-4 text-sm">{menu}</div>'
    '<div class="grid grid-cols-12"><div class="col-span-8"><h1 class="text-4xl font-bold">{title}</h1><div '
    'class="flex text-gray-500"><span>{byline}</span><span class="ml-2">{date}</span></div>{picture}<div '
    'class="prose max-w-none">'
    '{body}</div><div class="mt-8">{below}</div></div><div class="col-span-4">{column}</div></div><div class="py-8 '
    'text-xs">{foot}</div></div></body></html>',
    para='<p class="mb-4 leading-7">{text}</p>',
    sub='<h2 class="text-2xl mt-6">{text}</h2>',
    menu='<a class="hover:underline" href="/{n}">{text}</a>',
    label='<div class="text-lg font-semibold border-b">{text}</div>',
    box='<div class="my-6 p-4 border-l-4">{label}{inner}</div>',
    section='<div class="grid gap-6">{label}{inner}</div>',
    column='<div class="divide-y">{label}{inner}</div>',
    rows='<div class="divide-y">{inner}</div>',
    row='<div class="py-2">{link}</div>',
    link='<a class="font-medium hover:underline" href="/{n}">{text}</a>',
    card='<div class="flex gap-4"><img class="w-32" src="/t.jpg"><div><h3 class="text-base">{link}</h3><p '
    'class="text-sm text-gray-600">{summary}</p><span class="text-xs">{date}</span></div></div>',
)

BEM = Template(
    name="bem",
    page=_HEAD
    + '<body class="page"><div class="page__header"><ul class="menu">{menu}</ul></div><div class="page__main">'
    '<div class="story"><h1 class="story__headline">{title}</h1><div class="story__author">{byline}</div><div '
    'class="story__date">{date}</div>{picture}<div class="story__text">{body}</div></div>{below}</div><div '
    'class="page__side">{column}</div><div class="page__footer">{foot}</div></body></html>',
    para='<p class="story__paragraph">{text}</p>',
    sub='<h2 class="story__subheading">{text}</h2>',
    picture='<div class="story__image"><img src="/{n}.jpg"><p class="story__caption">{caption}</p></div>',
    label='<div class="teaser-list__title">{text}</div>',
    box='<div class="story__inline-teaser">{label}{inner}</div>',
    section='<div class="teaser-list">{label}{inner}</div>',
    column='<div class="ranking">{label}{inner}</div>',
    card='<div class="teaser"><p class="teaser__headline">{link}</p><p class="teaser__text">{summary}</p><p '
    'class="teaser__date">{date}</p></div>',
)

BREAKS = Template(
    name="line breaks",
    page=_HEAD + '<body><div id="wrap"><div id="top">{menu}</div><div id="left"><h1>{title}</h1><div class="info">'
    '{byline} {date}</div>{picture}<div id="text">{body}</div><div id="under">{below}</div></div><div id="right">'
    '{column}</div><div id="bottom">{foot}</div></div></body></html>',
    para="{text}<br /><br />\n",
    sub="<strong>{text}</strong><br /><br />\n",
    items="{inner}<br />\n",
    item="• {text}<br />\n",
    menu='<a href="index.php?cat={n}">{text}</a> ',
    picture='<div class="foto"><img src="/{n}.jpg" /><br />{caption}</div>',
    label="<strong>{text}</strong><br />\n",
    box="{label}{inner}<br />\n",
    section="<div>{label}{inner}</div>",
    column="<div>{label}{inner}</div>",
    rows="{inner}",
    row="{link}<br />\n",
    link='<a href="index.php?id={n}">{text}</a>',
    card="<strong>{link}</strong><br />{summary}<br /><em>{date}</em><br /><br />\n",
)

DRUPAL = Template(
    name="drupal",
    page=_HEAD + '<body class="html node-type-article"><div id="navigation"><ul class="links">{menu}</ul></div><div '
    'class="region region-content"><h1 class="page-title">{title}</h1><div class="node node-article"><div '
    'class="submitted">{byline} | {date}</div>{picture}<div class="field field-name-body"><div '
    'class="field-items"><div class="field-item even">{body}</div></div></div></div>'
    '{below}</div><div class="region region-sidebar-second">'
    '{column}</div><div class="region region-footer">{foot}</div></body></html>',
    picture='<div class="field field-name-field-image"><div class="field-item even"><img src="/{n}.jpg"></div><div '
    'class="field-item odd">{caption}</div></div>',
    label='<h2 class="block-title">{text}</h2>',
    box='<div class="field field-name-field-reference"><div class="field-item">{label}{inner}</div></div>',
    section='<div class="block block-views"><div class="view-content">{label}{inner}</div></div>',
    column='<div class="block block-views">{label}{inner}</div>',
    rows='<div class="item-list"><ul>{inner}</ul></div>',
    row='<li class="views-row">{link}</li>',
    card='<div class="views-row"><span class="views-field-title">{link}</span><div class="views-field-body"><p>'
    '{summary}</p></div><span class="views-field-created">{date}</span></div>',
)

PLAIN = Template(
    name="no classes",
    page=_BARE_HEAD + "<body><div><ul>{menu}</ul></div><div><div><h1>{title}</h1><p>{byline}</p><p>{date}</p>{picture}"
    "{body}{below}</div><div>{column}</div></div><div><p>{foot}</p></div></body></html>",
    picture='<p><img src="/{n}.jpg"></p><p><em>{caption}</em></p>',
    label="<p><strong>{text}</strong></p>",
    box="<div>{label}{inner}</div>",
    section="<div>{label}{inner}</div>",
    column="<div>{label}{inner}</div>",
    card="<p><strong>{link}</strong></p><p>{summary}</p><p>{date}</p>",
)

CUSTOM = Template(
    name="custom elements",
    page=_HEAD + "<body><x-shell><x-nav>{menu}</x-nav><x-article><h1>{title}</h1><x-meta><span>{byline}</span> <span>"
    "{date}</span></x-meta>{picture}<x-body>{body}</x-body><x-rail>{below}</x-rail></x-article><x-side>{column}</x-side>"
    "<x-footer><p>{foot}</p></x-footer></x-shell></body></html>",
    para='<p class="paragraph">{text}</p>',
    menu='<a href="/{n}"><span>{text}</span></a>',
    label='<p class="label"><span>{text}</span></p>',
    box='<x-embed><div class="inner">{label}{inner}</div></x-embed>',
    section='<x-grid><div class="inner">{label}{inner}</div></x-grid>',
    column='<x-list><div class="inner">{label}{inner}</div></x-list>',
    link='<a href="/{n}"><span>{text}</span></a>',
    card='<x-card><div class="inner">{link}<p>{summary}</p><p class="small">{date}</p></div></x-card>',
)

TEMPLATES = (TABLES, UNCLOSED, SOUP, SEMANTIC, AMP, WORDPRESS, UTILITY, BEM, BREAKS, DRUPAL, PLAIN, CUSTOM)
