import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Makes another secret for JWTs and shows it once.
    func makeSSOSecret(_ visit: PageVisit) throws -> Answer {
        let secret = options.newSSOSecret()
        try store.replaceSSOSecret(secret, by: visit.author(), at: visit.now)
        return NewSSOSecret(
            visitor: visit.visitor, address: visit.addresses.pages, secret: secret
        ).answer()
    }

    /// Switches signing in by JWT off.
    func removeSSOSecret(_ visit: PageVisit) throws -> Answer {
        try store.deleteSSOSecret(by: visit.author(), at: visit.now)
        return .seeOther(CRMFlash.ssoOff.path(on: .crm))
    }
}

/// The section of the screen “CRM” about signing in by JWT.
struct SSOSection {
    /// Nil: there is none.
    let secret: SSOSecret?
    let visitor: Visitor

    private typealias Strings = SSOStrings
    private var localize: Localizer { visitor.localizer }

    var html: HTML {
        """
        <section class="section" id="sso"><h2>\(localize(Strings.title))</h2>
        <p class="help">\(localize(Strings.help))</p>
        <p>\(state)</p>
        <div class="buttons"><form method="post" action="\(PageRoute.ssoSecret.path)">\(FormGuard(visitor).html)\
        <button>\(Icon.key.html) \(localize(secret == nil ? Strings.make : CRMStrings.newSecret))</button></form>\
        \(secret == nil ? nil : off)</div></section>
        """
    }

    private var state: HTML {
        guard let secret else {
            return Badge(meaning: .plain, icon: .pause, word: localize(StatusStrings.off)).html
        }
        let badge = Badge(meaning: .good, icon: .check, word: localize(StatusStrings.on)).html
        return "\(badge) \(localize(CRMStrings.since)) \(localize.time(secret.createdAt))"
    }

    private var off: HTML {
        """
        <form method="post" action="\(PageRoute.ssoSecretDeletion.path)">\(FormGuard(visitor).html)\
        <button class="quiet">\(localize(PushStrings.switchOff))</button></form>
        """
    }
}

/// The page with the secret for JWTs; it is shown once.
struct NewSSOSecret {
    let visitor: Visitor
    /// The gateway's own address with the prefix, without a slash at the end.
    let address: String
    let secret: String

    func answer() -> Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(SSOStrings.secretTitle),
            content: """
                <p class="lead">\(localize(SSOStrings.secretHelp))</p>
                <p><span class="code">\(address)/sso?jwt=…</span></p>
                <div class="note alert"><p>\(Icon.key.html) \(localize(SSOStrings.secretOnce))</p></div>
                \(CopyableAddress(id: "secret", url: secret, name: localize(SSOStrings.secretTitle)).html(localize))
                <p><a class="button primary" href="\(PageRoute.crm.path)">\(localize(SSOStrings.copied))</a></p>
                """
        ).answer(for: visitor)
    }
}

/// The texts about signing in by JWT.
enum SSOStrings {
    static let title = LocalizedText(uk: "Вхід із CRM за JWT", en: "Sign-in from the CRM by JWT")
    static let help = LocalizedText(
        uk: """
            CRM підписує JWT (HS256) і веде людину на адресу /sso – без пароля й без запиту до \
            шлюзу. Такий підпис діє до хвилини й один раз.
            """,
        en: """
            The CRM signs a JWT (HS256) and sends a person to the address /sso: no password, and no \
            request to the gateway. A JWT is good for a minute at most, and once.
            """)
    static let make = LocalizedText(uk: "Створити секрет", en: "Create a secret")
    static let secretTitle = LocalizedText(uk: "Секрет для JWT", en: "The secret for JWTs")
    static let secretHelp = LocalizedText(
        uk: "Ним CRM підписує JWT: sub – ID людини в CRM, jti, exp, aud – адреса шлюзу.",
        en:
            "With it the CRM signs JWTs: sub is the person’s id in the CRM, jti, exp, aud is the gateway’s address."
    )
    static let secretOnce = LocalizedText(
        uk: """
            Скопіюйте секрет у CRM зараз: більше його не буде показано. Хто його знає, увійде будь-ким.
            """,
        en: """
            Copy the secret into the CRM now: it is not shown again. Whoever knows it can come in as \
            anybody.
            """)
    static let copied = LocalizedText(uk: "Скопійовано, до CRM", en: "Copied, back to CRM")
    static let nowOff = LocalizedText(
        uk: "Вхід за JWT вимкнено.", en: "Sign-in by JWT is switched off.")
}
