import CallRules
import Store

/// The section of "My page" about the conversation with the Telegram bot.
struct TelegramSection {
    let bot: TelegramBot
    let chat: TelegramChat?
    /// A code that was made just now; nil: none.
    let code: TelegramCode?
    let visitor: Visitor

    private var localize: Localizer { visitor.localizer }
    private typealias Strings = TelegramPageStrings

    var html: HTML {
        """
        <section class="section" id="telegram"><h2>Telegram</h2>
        <p class="lead">\(localize(Strings.means))</p>
        \(chat.map(linked) ?? unlinked)
        </section>
        """
    }

    private func linked(_ chat: TelegramChat) -> HTML {
        let delivered = chat.lastDeliveredAt.map { time in
            " · \(localize(Strings.delivered)) \(localize.time(time))" as HTML
        }
        return """
            <ul class="sessions"><li><b>\(chat.name)</b><br>\
            <small>\(localize(Strings.since)) \(localize.time(chat.createdAt))\(delivered)</small>
            \(chat.failure.map(failure))
            <div class="buttons">\(button(.telegramTrial, CRMStrings.test))\
            \(button(.telegramUnlinking, Strings.unlink))</div></li></ul>
            """
    }

    private var unlinked: HTML {
        """
        \(bot.failure.map(failure))
        \(code.map(steps) ?? button(.telegramCode, Strings.link, isPrimary: true))
        """
    }

    private func steps(_ code: TelegramCode) -> HTML {
        let open: HTML =
            bot.name.map { name in
                """
                <p><a class="button primary" href="https://t.me/\(name)?start=\(code.text)" target="_blank" \
                rel="noopener noreferrer">\(localize(CommonStrings.open)) @\(name)</a></p>
                """
            } ?? HTML.empty
        return """
            <div class="note" role="status" tabindex="-1" data-focus>
            \(open)
            <p>\(localize(Strings.send)) <b class="code">/start \(code.text)</b></p>
            <p class="help">\(localize(Strings.expires))</p></div>
            """
    }

    private func failure(_ failure: DeliveryFailure) -> HTML {
        "<p class=\"problem\">\(Icon.warning.html) \(localize(Strings.failure(failure)))</p>"
    }

    private func button(
        _ route: PageRoute, _ words: LocalizedText, isPrimary: Bool = false
    ) -> HTML {
        """
        <form method="post" action="\(route.path)">\(FormGuard(visitor).html)\
        <button class="\(isPrimary ? "primary" : "small")">\(localize(words))</button></form>
        """
    }
}
