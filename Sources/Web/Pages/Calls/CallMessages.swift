import CallRules
import Store

/// The webhook messages of a call, for administrators.
struct CallMessages {
    let messages: [CallMessage]
    let localize: Localizer

    /// The number of characters of a body that are shown.
    private static let shownCharacters = 3000

    var html: HTML? {
        guard !messages.isEmpty else { return nil }
        return """
            <section class="section"><h2>\(localize(CommonStrings.phonetLog))</h2>
            <ul class="messages">\(messages.map(item))</ul></section>
            """
    }

    private func item(_ message: CallMessage) -> HTML {
        let body = String(decoding: message.payload, as: UTF8.self)
        let shown = body.prefix(CallMessages.shownCharacters)
        return """
            <li><details><summary><span class="figures">\(localize.exactClock(message.receivedAt))</span> \
            \(localize(WebhookMessageStrings.of(message.endpoint)))</summary>
            <p class="muted">\(localize.fullTime(message.receivedAt)), \(message.sourceIP), \
            \(localize(WebhookMessageStrings.of(message.status)))</p>
            <pre tabindex="0" data-from-people>\(shown)\(shown.count < body.count || message.payload.count < message.payloadBytes ? "…" : "")</pre>
            <p><a href="\(PageRoute.webhookMessage(message.id).path)">\(localize(Strings.toMessage))</a></p>
            </details></li>
            """
    }

    private enum Strings {
        static let toMessage = LocalizedText(uk: "До повідомлення", en: "To the message")
    }
}
