import CallRules
import Foundation
import JSONText
import Store

/// The page of one webhook message.
struct MessageView {
    let message: MessageRow
    /// Its source, by the settings as they are.
    let isTrustedNow: Bool
    let visitor: Visitor

    /// More of a body is not shown.
    private static let mostBytes = 65_536

    private var say: Voice { visitor.voice }

    func answer(news: ReplayNews?) -> Answer {
        Frame(
            title: say(Words.title(message.id)), action: replay, news: news?.line(say),
            isWide: true,
            content: """
                <div class="panel"><p>\(MessageWords.badge(message.status, say))</p>
                <p>\(say(MessageWords.meaning(of: message.status)))</p>\(quarantine)
                <dl class="facts">\(facts)</dl></div>
                <h2>\(say(Words.body))</h2>\(body)
                <p><a href="\(PageRoute.messages.path)">\(say(Words.all))</a></p>
                """
        ).answer(for: visitor)
    }

    private var replay: HTML {
        """
        <form method="post" action="\(PageRoute.messageReplays.path)">\(FormGuard(visitor).html)\
        <input type="hidden" name="id" value="\(message.id)">
        <button class="primary" name="scope" value="one" title="\(say(MessagesWords.replayHelp))">\
        \(Icon.history.html) \(say(Words.replay))</button></form>
        """
    }

    private var quarantine: HTML? {
        guard message.status == .quarantined else { return nil }
        return isTrustedNow
            ? "<p>\(say(Words.trustedNow))</p>"
            : "<p><a href=\"\(PageRoute.quarantine.path)\">\(say(Words.toQuarantine))</a></p>"
    }

    private var facts: [HTML] {
        let call = message.callUUID.map { uuid in
            "<a href=\"\(PageRoute.call(uuid).path)\">\(say(MessagesWords.callLink))</a>" as HTML
        }
        let reason = message.reason.map { "\(MessageWords.reason($0, say))" as HTML }
        let endpoint: HTML = """
            \(say(MessageWords.of(message.endpoint))) <code>\(message.endpoint.rawValue)</code>
            """
        let source: HTML = """
            <span class="figures">\(message.sourceIP)</span> \(MessageWords.trust(message, say))
            """
        let time: HTML = "<span class=\"figures\">\(say.fullTime(message.receivedAt))</span>"
        let facts: [(Sentence, HTML?)] = [
            (MessagesWords.time, time), (MessagesWords.endpoint, endpoint),
            (MessagesWords.source, source), (MessagesWords.reason, reason),
            (MessagesWords.call, call),
            (Words.type, message.contentType.map { "<code>\($0)</code>" }),
            (Words.size, "\(say(message.payload.count, .bytes))"),
        ]
        return facts.compactMap { name, value in
            value.map { "<dt>\(say(name))</dt><dd>\($0)</dd>" }
        }
    }

    private var body: HTML {
        let bytes = message.payload
        guard !bytes.isEmpty else { return "<p class=\"muted\">\(say(Words.empty))</p>" }
        let shown = bytes.prefix(MessageView.mostBytes)
        let raw = block(String(decoding: shown, as: UTF8.self), Words.raw)
        let note: HTML? =
            if String(validating: bytes, as: UTF8.self) == nil {
                "<p class=\"help\">\(say(Words.noText))</p>"
            } else if shown.count < bytes.count {
                "<p class=\"help\">\(say(Words.cut))</p>"
            } else {
                nil
            }
        guard note == nil, let pretty = PrettyJSON(bytes)?.text else { return "\(note)\(raw)" }
        return """
            \(block(pretty, Words.body))
            <details><summary>\(say(Words.raw))</summary>\(raw)</details>
            """
    }

    /// Those who have no mouse scroll it by its focus.
    private func block(_ text: String, _ name: Sentence) -> HTML {
        """
        <pre tabindex="0" role="region" data-from-people\(.label, say(name))>\(text)</pre>
        """
    }

    private enum Words {
        static let body = Sentence(uk: "Тіло", en: "Body")
        static let all = Sentence(uk: "Усі повідомлення", en: "All messages")
        static let replay = Sentence(uk: "Обробити знову", en: "Take again")
        static let type = Sentence(uk: "Тип вмісту", en: "Content type")
        static let size = Sentence(uk: "Розмір", en: "Size")
        static let empty = Sentence(uk: "Порожнє.", en: "Empty.")
        static let raw = Sentence(uk: "Як надійшло", en: "As it came")
        static let noText = Sentence(
            uk: "Це не текст UTF-8: нечитані байти показано знаком �.",
            en: "This is no UTF-8 text: unreadable bytes are shown as �.")
        static let cut = Sentence(
            uk: "Показано перші 64 КіБ.", en: "The first 64 KiB are shown.")
        static let toQuarantine = Sentence(
            uk: "Перейти до карантину, щоб довірити адресі",
            en: "To the quarantine, where the address can be trusted")
        static let trustedNow = Sentence(
            uk: "Адресі вже довірено: обробіть повідомлення знову, і воно подіє.",
            en: "The address is trusted by now: take the message again, and it takes effect.")

        static func title(_ id: Int64) -> Sentence {
            Sentence(uk: "Повідомлення \(id)", en: "Message \(id)")
        }
    }
}
