import CallRules
import Store

/// The block of the connection: the addresses for Phonet's cabinet, domain, key, and the check.
struct ConnectionBlock {
    let page: SettingsPage

    /// The id of the element with the button and the result.
    static let checkID = "connection-check"

    private var localize: Localizer { page.visitor.localizer }

    /// The first button of a form is the one that Enter presses: it saves, as the one of the bar does.
    var html: HTML {
        """
        <button class="visually-hidden" tabindex="-1" aria-hidden="true">\(localize(CommonStrings.save))</button>
        \(page.isConnected ? nil : addresses)
        <div class="pairs">\(page.control(.phonetDomain))\(page.control(.phonetAPIKey))</div>
        \(check)
        \(page.isConnected ? foldedAddresses : nil)
        \(page.control(.leadsBeforeConnectionDays))
        <details\(.open, if: opensCards)><summary>\(localize(ConnectionStrings.cards))</summary>
        <div class="form">\(SettingsPage.cardKeys.map { page.control($0) })</div></details>
        """
    }

    /// What is needed to connect: other telephony off, and the addresses.
    private var addresses: HTML {
        """
        <div class="note alert"><p>\(Icon.warning.html) \(localize(ConnectionStrings.otherModules))</p></div>
        \(WebhookAddresses(page: page).html)
        """
    }

    /// The same once the account is connected. Open while messages wait from an address that is not
    /// trusted, for there the address can be trusted.
    private var foldedAddresses: HTML {
        """
        <details id="addresses"\(.open, if: !page.untrustedSources.isEmpty)>\
        <summary>\(localize(ConnectionStrings.addresses))</summary>
        <div class="form">\(addresses)</div></details>
        """
    }

    /// Whether a link to the CRM was refused.
    private var opensCards: Bool {
        SettingsPage.cardKeys.contains { page.problems[$0.rawValue] != nil }
    }

    private var check: HTML {
        """
        <div class="panel" id="\(ConnectionBlock.checkID)">
        <div class="buttons"><button formaction="\(PageRoute.connection.path)#\(ConnectionBlock.checkID)" formnovalidate>\
        \(localize(ConnectionStrings.check))</button>
        <span class="help">\(localize(ConnectionStrings.checkHelp))</span></div>
        \(page.check.map(finding))
        </div>
        """
    }

    private func finding(_ check: ConnectionCheck) -> HTML {
        let outdated: HTML? =
            page.checksTyped
            ? "<p class=\"help\">\(localize(ConnectionStrings.notSaved))</p>"
            : check.isOutdated
                ? "<p class=\"help\">\(localize(ConnectionStrings.outdated))</p>" : nil
        switch check.finding {
        case .users(let count, let first):
            let rest = count > first.count && !first.isEmpty ? "…" : ""
            let names: HTML? =
                first.isEmpty ? nil : "<p>\(first.joined(separator: ", "))\(rest)</p>"
            return """
                <p>\(badge(.good, .check, ConnectionStrings.works)) \(localize.time(check.at)), \
                \(check.domain): \(localize(ConnectionStrings.saw)) \(localize(count, .users)).</p>\(names)\(outdated)\(leadsSince)
                """
        case .failed(let cause):
            return """
                <p>\(badge(.bad, .cross, ConnectionStrings.failed)) \(localize.time(check.at)), \(check.domain)</p>
                <p>\(localize(cause.sentence))</p>\(outdated)
                """
        }
    }

    /// From when on calls of the history make leads.
    private var leadsSince: HTML? {
        page.leadsSince.map { since in
            """
            <p class="help">\(localize(ConnectionStrings.leadsSince)) \(localize.fullTime(since)). \
            <a href="#field-\(SettingKey.leadsBeforeConnectionDays.rawValue)">\
            \(localize(ConnectionStrings.earlierCalls))</a></p>
            """
        }
    }

    private func badge(_ meaning: Badge.Meaning, _ icon: Icon, _ word: LocalizedText) -> HTML {
        Badge(meaning: meaning, icon: icon, word: localize(word)).html
    }
}

extension SettingsPage {
    /// The links to cards in the CRM.
    fileprivate static let cardKeys: [SettingKey] = [
        .clientURLTemplate, .leadURLTemplate, .newContactURLTemplate,
    ]
}

/// The forms of the buttons of this block; HTML forms cannot be nested.
struct ConnectionForms {
    static let token = "make-webhook-token"
    static let trust = "trust-network"

    let page: SettingsPage

    var html: HTML {
        let guarded = FormGuard(page.visitor).html
        let newest = page.tokens.first.map { String($0.id) } ?? ""
        return """
            <form id="\(ConnectionForms.token)" method="post" action="\(PageRoute.webhookToken.path)">\
            \(guarded)<input type="hidden" name="newest" value="\(newest)"></form>
            <form id="\(ConnectionForms.trust)" method="post" \
            action="\(PageRoute.trustedNetworks.path)">\(guarded)</form>
            """
    }
}
