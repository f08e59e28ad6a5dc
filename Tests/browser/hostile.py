"""Two hundred hostile names. Each would mark the page if a browser executed it."""

MARK = "window.__marked=1"

TAGS = [
    "<script>{}</script>", "<ScRiPt>{}</sCrIpT>", "<script src=data:text/javascript,{}></script>", "<script\n>{}</script\n>",
    "<img src=x onerror={}>", "<img/src=x/onerror={}>", "<svg onload={}>", "<svg/onload={}>", "<svg><script>{}</script></svg>",
    "<svg><animate onbegin={} attributeName=x dur=1s>", "<body onload={}>", "<video src=x onerror={}>", "<audio src=x onerror={}>",
    "<details open ontoggle={}>", "<input autofocus onfocus={}>", "<select autofocus onfocus={}>", "<textarea autofocus onfocus={}>",
    "<a href=javascript:{}>x</a>", "<a href='java\tscript:{}'>x</a>", "<iframe src=javascript:{}>", "<iframe srcdoc='<script>parent.{}</script>'>",
    "<object data=javascript:{}>", "<embed src=javascript:{}>", "<form action=javascript:{}><button>x</button></form>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror={}></style></mglyph></math>", "<meta http-equiv=refresh content='0;url=javascript:{}'>",
    "<link rel=stylesheet href=javascript:{}>", "<style>@import 'javascript:{}'</style>", "<base href=javascript:{}//>",
    "<marquee onstart={}>x</marquee>", "<template><script>{}</script></template>", "<noscript><img src=x onerror={}></noscript>",
    "<xss style=animation-name:x onanimationstart={}>", "<div onpointerover={} style=position:fixed;inset:0>x</div>",
]
ESCAPES = [
    "{}", "\"{}", "'{}", "\">{}", "'>{}", "</title>{}", "</textarea>{}", "</select>{}", "</script>{}", "-->{}", "]]>{}", "\\\"{}",
]
ATTRIBUTES = [
    "\" onmouseover=\"{}\" x=\"", "' onmouseover='{}' x='", "\" autofocus onfocus=\"{}", "` onload=`{}", "javascript:{}", "data:text/html,<script>{}</script>",
    "{{{{constructor.constructor('{}')()}}}}", "${{{}}}", "%3Cscript%3E{}%3C/script%3E", "&lt;script&gt;{}&lt;/script&gt;", "&#60;script&#62;{}&#60;/script&#62;",
    "\\u003cscript\\u003e{}\\u003c/script\\u003e", "\x00<script>{}</script>", "\u2028<script>{}</script>", "\ufeff<script>{}</script>", "＜script＞{}＜/script＞",
]


def strings():
    made = [form.format(MARK) for form in ATTRIBUTES]
    for number, tag in enumerate(TAGS * len(ESCAPES)):
        made.append(ESCAPES[number // len(TAGS)].format(tag.format(MARK)))
        if len(made) == 200:
            return made
    raise AssertionError("there are not two hundred of them")
