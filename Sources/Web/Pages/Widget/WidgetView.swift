import CallRules
import JSONText
import Store

/// The page of the widget: live cards, the bell and a field to call a number; one quiet button when
/// nobody is signed in. `frame.js` talks to the page of the CRM around it.
struct WidgetView {
    let visitor: Visitor
    /// The origin of the page around it, if that may be talked to; nil: nobody is.
    let origin: String?
    /// The gateway's own address for pages, with the prefix and without a slash at the end.
    let base: String

    private typealias Strings = WidgetStrings
    private var localize: Localizer { visitor.localizer }

    var document: HTML {
        let live = visitor.live()
        let theme = visitor.theme == .system ? "" : visitor.theme.rawValue
        return """
            <!DOCTYPE html>
            <html lang="\(visitor.language.rawValue)" data-theme="\(theme)" class="framed">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(localize(Strings.title)) – Phonet</title>
            <base target="_blank">
            <link rel="stylesheet" href="\(Asset.stylesheet.path)">
            <script src="\(Asset.script.path)" defer></script>
            <script src="\(Asset.cards.path)" defer></script>
            <script src="\(Asset.frame.path)" defer></script>
            </head>
            <body>\(live.map(inside) ?? outside)</body>
            </html>
            """
    }

    private var outside: HTML {
        """
        <main id="widget" class="widget out" data-origin="\(origin ?? "")" \(addresses)>
        <h1 class="visually-hidden">\(localize(Strings.title))</h1>\(PageLayout.demo(visitor))
        <a class="button small" href="\(PageRoute.signIn.path)">\(Icon.phone.html) \(localize(Strings.signIn))</a>
        <p id="widget-news" class="note" role="status" hidden></p></main>
        """
    }

    private func inside(_ live: LiveSnapshot) -> HTML {
        let calls = JSON.list(live.told(base: base))
        let bell = NoticeBell(state: live.state, visitor: visitor).html
        return """
            <main id="widget" class="widget" data-origin="\(origin ?? "")" data-token="\(visitor.formToken)" \
            data-calls="\(String(decoding: calls.bytes, as: UTF8.self))" \(addresses)>
            <h1 class="visually-hidden">\(localize(Strings.title))</h1>
            \(LiveRegion(picture: live, visitor: visitor).html)
            <p id="widget-news" class="note" role="status" hidden></p>
            <div class="widget-bar">
            <div id="widget-bar">\(PageLayout.demo(visitor))\(bell)\(dialler)</div>
            <button id="fold" type="button" class="primary" aria-expanded="true" aria-controls="widget-bar" \
            title="\(localize(Strings.fold))" aria-label="\(localize(Strings.fold))">\(Icon.phone.html)</button>
            </div></main>
            """
    }

    private var addresses: HTML {
        """
        data-dial="\(PageRoute.widgetDialling.path)" data-enter="\(PageRoute.enter(token: "").path)" \
        data-failed="\(localize(Strings.failed))" data-signed-out="\(localize(Strings.signedOut))"
        """
    }

    private var dialler: HTML {
        guard visitor.employee?.details.extension != nil else {
            return "<p class=\"muted\">\(localize(Strings.noExtension))</p>"
        }
        return """
            <form id="dialler" method="post" action="\(PageRoute.widgetDialling.path)">\
            <input type="tel" name="phone" required maxlength="60" autocomplete="off" \
            placeholder="\(localize(CommonStrings.number))" aria-label="\(localize(CommonStrings.number))">\
            <button>\(localize(Strings.call))</button></form>
            """
    }
}

/// The texts of the widget.
enum WidgetStrings {
    static let title = LocalizedText(uk: "Телефон", en: "Telephone")
    static let signIn = LocalizedText(uk: "Увійти до телефонії", en: "Sign in to telephony")
    static let call = LocalizedText(uk: "Подзвонити", en: "Call")
    static let fold = LocalizedText(
        uk: "Телефон: згорнути або розгорнути", en: "Telephone: fold or unfold")
    static let noExtension = LocalizedText(
        uk: "У Вас немає внутрішнього номера", en: "You have no extension")
    static let underWay = LocalizedText(
        uk: "Phonet саме набирає цей номер", en: "Phonet is dialling this number just now")
    static let failed = LocalizedText(
        uk: "Шлюз не відповідає. Спробуйте ще раз.", en: "The gateway does not answer. Try again.")
    static let signedOut = LocalizedText(
        uk: "Спершу увійдіть до телефонії.", en: "Sign in to telephony first.")

    static func rings(_ number: String) -> LocalizedText {
        LocalizedText(
            uk: "Зараз задзвонить Ваш телефон \(number)",
            en: "Your phone \(number) rings in a moment")
    }
}
