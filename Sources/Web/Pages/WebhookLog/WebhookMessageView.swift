import CallRules
import Foundation
import JSONText
import Store

/// The page of one webhook message.
struct WebhookMessageView {
    let message: WebhookMessageRow
    /// The trust in its source under the current settings.
    let isTrustedNow: Bool
    let visitor: Visitor

    /// The number of bytes of a body that are shown.
    private static let maxBytes = 65_536

    private var localize: Localizer { visitor.localizer }

    func answer(news: ReplayFlash?) -> Answer {
        PageLayout(
            title: localize(Strings.title(message.id)), action: replay, news: news?.line(localize),
            isWide: true,
            content: """
                <div class="panel"><p>\(WebhookMessageStrings.badge(message.status, localize))</p>
                <p>\(localize(WebhookMessageStrings.meaning(of: message.status)))</p>\(quarantine)
                <dl class="facts">\(facts)</dl></div>
                <h2>\(localize(Strings.body))</h2>\(body)
                <p><a href="\(PageRoute.webhookLog.path)">\(localize(Strings.all))</a></p>
                """
        ).answer(for: visitor)
    }

    private var replay: HTML {
        """
        <form method="post" action="\(PageRoute.webhookReplays.path)">\(FormGuard(visitor).html)\
        <input type="hidden" name="id" value="\(message.id)">
        <button class="primary" name="scope" value="one" title="\(localize(WebhookLogStrings.replayHelp))">\
        \(Icon.history.html) \(localize(Strings.replay))</button></form>
        """
    }

    private var quarantine: HTML? {
        guard message.status == .quarantined else { return nil }
        return isTrustedNow
            ? "<p>\(localize(Strings.trustedNow))</p>"
            : "<p><a href=\"\(PageRoute.quarantine.path)\">\(localize(Strings.toQuarantine))</a></p>"
    }

    private var facts: [HTML] {
        let call = message.callUUID.map { uuid in
            "<a href=\"\(PageRoute.call(uuid).path)\">\(localize(CommonStrings.callWord))</a>"
                as HTML
        }
        let words = localize(WebhookMessageStrings.reason(message))
        let reason: HTML? = words.isEmpty ? nil : "\(words)"
        let endpoint: HTML = """
            \(localize(WebhookMessageStrings.of(message.endpoint))) <code>\(message.endpoint.rawValue)</code>
            """
        let source: HTML = """
            <span class="figures">\(message.sourceIP)</span> \(WebhookMessageStrings.trust(message, localize))
            """
        let time: HTML = "<span class=\"figures\">\(localize.fullTime(message.receivedAt))</span>"
        let facts: [(LocalizedText, HTML?)] = [
            (CommonStrings.when, time), (WebhookLogStrings.endpoint, endpoint),
            (CommonStrings.from, source), (CommonStrings.reason, reason),
            (CommonStrings.call, call),
            (Strings.type, message.contentType.map { "<code>\($0)</code>" }),
            (Strings.size, "\(localize(message.payloadBytes, .bytes))"),
        ]
        return facts.compactMap { name, value in
            value.map { "<dt>\(localize(name))</dt><dd>\($0)</dd>" }
        }
    }

    private var body: HTML {
        let bytes = message.payload
        guard !bytes.isEmpty else { return "<p class=\"muted\">\(localize(Strings.empty))</p>" }
        let shown = bytes.prefix(WebhookMessageView.maxBytes)
        let raw = block(String(decoding: shown, as: UTF8.self), Strings.raw)
        let note: HTML? =
            if String(validating: bytes, as: UTF8.self) == nil {
                "<p class=\"help\">\(localize(Strings.noText))</p>"
            } else if shown.count < bytes.count {
                "<p class=\"help\">\(localize(Strings.cut))</p>"
            } else {
                nil
            }
        guard note == nil, let pretty = PrettyJSON(bytes)?.text else { return "\(note)\(raw)" }
        return """
            \(block(pretty, Strings.body))
            <details><summary>\(localize(Strings.raw))</summary>\(raw)</details>
            """
    }

    /// It can take the focus, so that it can be scrolled with the keyboard.
    private func block(_ text: String, _ name: LocalizedText) -> HTML {
        """
        <pre tabindex="0" role="region" data-from-people\(.label, localize(name))>\(text)</pre>
        """
    }

    private enum Strings {
        static let body = LocalizedText(uk: "Тіло", en: "Body")
        static let all = LocalizedText(uk: "Увесь журнал Phonet", en: "The whole Phonet log")
        static let replay = LocalizedText(uk: "Обробити знову", en: "Process again")
        static let type = LocalizedText(uk: "Тип вмісту", en: "Content type")
        static let size = LocalizedText(uk: "Розмір", en: "Size")
        static let empty = LocalizedText(uk: "Порожнє.", en: "Empty.")
        static let raw = LocalizedText(uk: "Як надійшло", en: "As it came")
        static let noText = LocalizedText(
            uk: "Це не текст UTF-8: нечитані байти показано знаком �.",
            en: "This is no UTF-8 text: unreadable bytes are shown as �.")
        static let cut = LocalizedText(
            uk: "Показано перші 64 КіБ.", en: "The first 64 KiB are shown.")
        static let toQuarantine = LocalizedText(
            uk: "Перейти до карантину, щоб довірити адресі",
            en: "To the quarantine, where the address can be trusted")
        static let trustedNow = LocalizedText(
            uk: "Адресі вже довірено: обробіть повідомлення знову, і воно подіє.",
            en: "The address is trusted by now: process the message again, and it takes effect.")

        static func title(_ id: Int64) -> LocalizedText {
            LocalizedText(uk: "Повідомлення \(id)", en: "Message \(id)")
        }
    }
}
