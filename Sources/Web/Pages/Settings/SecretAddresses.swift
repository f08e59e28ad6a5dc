import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Makes a secret address and shows it once. The form carries the newest id its page knew, so
    /// that sending it twice makes one address.
    func makeWebhookToken(_ visit: PageVisit) throws -> Answer {
        let secret = options.secret()
        let isMade = try store.rotateWebhookToken(
            hash: Secret.hash(secret), ifNewestIs: visit.form["newest"].flatMap { Int64($0) },
            by: visit.author(), at: visit.now)
        guard isMade else { return .seeOther(SettingsFlash.shown.path) }
        let base = "\(visit.addresses.programs)/h/\(secret)"
        return SecretAddresses(visitor: visit.visitor, base: base).answer()
    }
}

/// The five addresses with the token, shown once.
struct SecretAddresses {
    let visitor: Visitor
    let base: String

    func answer() -> Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(CommonStrings.secretAddresses),
            content: """
                <div class="note alert"><p>\(Icon.key.html) \(localize(Strings.once))</p></div>
                <ul class="urls">\(LastReceived.Kind.allCases.map(row))</ul>
                <p><a class="button primary" href="\(PageRoute.settings(.connection).path)">\(localize(Strings.back))</a></p>
                """
        ).answer(for: visitor)
    }

    private func row(_ kind: LastReceived.Kind) -> HTML {
        """
        <li><h2 lang="uk">\(ConnectionStrings.place(kind))</h2>
        \(CopyableAddress(id: "url-\(kind.rawValue)", url: "\(base)/\(kind.endpoint.rawValue)", name: ConnectionStrings.place(kind)).html(visitor.localizer))</li>
        """
    }

    private enum Strings {
        static let once = LocalizedText(
            uk: """
                Скопіюйте ці адреси в кабінет Phonet зараз: більше їх не буде показано. Хто знає \
                секретну адресу, той може надсилати повідомлення від імені Phonet.
                """,
            en: """
                Copy these addresses into Phonet’s cabinet now: they are not shown again. Whoever \
                knows a secret address can send messages in Phonet’s name.
                """)
        static let back = LocalizedText(
            uk: "Скопійовано, до налаштувань", en: "Copied, back to the settings")
    }
}
