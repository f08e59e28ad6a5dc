import CallRules
import Store

/// The block of the connection: the addresses for Phonet's cabinet, domain, key, and the check.
struct ConnectionBlock {
    let page: SettingsPage

    private var localize: Localizer { page.visitor.localizer }

    var html: HTML {
        """
        <div class="note alert"><p>\(Icon.warning.html) \(localize(ConnectionStrings.otherModules))</p></div>
        \(WebhookAddresses(page: page).html)
        \(page.control(.phonetDomain))
        \(page.control(.phonetAPIKey))
        \(check)
        \(page.control(.leadsBeforeConnectionDays))
        <h3>\(localize(ConnectionStrings.cards))</h3>
        \(page.control(.clientURLTemplate))
        \(page.control(.leadURLTemplate))
        \(page.control(.newContactURLTemplate))
        <div class="note"><h3>\(localize(ConnectionStrings.calling))</h3>
        <p>\(localize(ConnectionStrings.extensions)) <a href="\(PageRoute.employees.path)">\
        \(localize(ConnectionStrings.toEmployees))</a></p>
        <p>\(localize(ConnectionStrings.twoWays))</p>
        <ol class="ways"><li>\(localize(ConnectionStrings.phones))</li><li>\(localize(ConnectionStrings.softphones))</li></ol></div>
        """
    }

    private var check: HTML {
        """
        <div class="panel" id="connection-check">
        <div class="buttons"><button form="\(ConnectionForms.check)">\
        \(localize(ConnectionStrings.check))</button></div>
        <p class="help">\(localize(ConnectionStrings.checkHelp))</p>
        \(page.check.map(finding))
        </div>
        """
    }

    private func finding(_ check: ConnectionCheck) -> HTML {
        let outdated: HTML? =
            check.isOutdated ? "<p class=\"help\">\(localize(ConnectionStrings.outdated))</p>" : nil
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

/// The forms of the buttons of this block; HTML forms cannot be nested.
struct ConnectionForms {
    static let check = "check-connection"
    static let token = "make-webhook-token"
    static let trust = "trust-network"

    let page: SettingsPage

    var html: HTML {
        let guarded = FormGuard(page.visitor).html
        let newest = page.tokens.first.map { String($0.id) } ?? ""
        return """
            <form id="\(ConnectionForms.check)" method="post" action="\(PageRoute.connection.path)">\
            \(guarded)</form>
            <form id="\(ConnectionForms.token)" method="post" action="\(PageRoute.webhookToken.path)">\
            \(guarded)<input type="hidden" name="newest" value="\(newest)"></form>
            <form id="\(ConnectionForms.trust)" method="post" \
            action="\(PageRoute.trustedNetworks.path)">\(guarded)</form>
            """
    }
}
