import CallRules
import Store

/// Items 1–5: the addresses for Phonet's cabinet, domain, key, and whether they work.
struct ConnectionBlock {
    let page: SettingsPage

    private var say: Voice { page.visitor.voice }

    var html: HTML {
        """
        <div class="note alert"><p>\(Icon.warning.html) \(say(ConnectionWords.otherModules))</p></div>
        \(WebhookAddresses(page: page).html)
        \(page.control("phonet_domain"))
        \(page.control("phonet_api_key"))
        \(check)
        <h3>\(say(ConnectionWords.cards))</h3>
        \(page.control("client_url_template"))
        \(page.control("lead_url_template"))
        \(page.control("new_contact_url_template"))
        <div class="note"><h3>\(say(ConnectionWords.calling))</h3>
        <p>\(say(ConnectionWords.extensions)) <a href="\(PageRoute.employees.path)">\
        \(say(ConnectionWords.toEmployees))</a></p>
        <p>\(say(ConnectionWords.twoWays))</p>
        <ol class="ways"><li>\(say(ConnectionWords.phones))</li><li>\(say(ConnectionWords.softphones))</li></ol></div>
        """
    }

    private var check: HTML {
        """
        <div class="panel" id="connection-check">
        <div class="buttons"><button form="\(ConnectionForms.check)">\
        \(say(ConnectionWords.check))</button></div>
        <p class="help">\(say(ConnectionWords.checkHelp))</p>
        \(page.check.map(finding))
        </div>
        """
    }

    private func finding(_ check: ConnectionCheck) -> HTML {
        let outdated: HTML? =
            check.isOutdated ? "<p class=\"help\">\(say(ConnectionWords.outdated))</p>" : nil
        switch check.finding {
        case .users(let count, let first):
            let rest = count > first.count && !first.isEmpty ? "…" : ""
            let names: HTML? =
                first.isEmpty ? nil : "<p>\(first.joined(separator: ", "))\(rest)</p>"
            return """
                <p>\(badge(.good, .check, ConnectionWords.works)) \(say.time(check.at)), \
                \(check.domain): \(say(ConnectionWords.saw)) \(say(count, .users)).</p>\(names)\(outdated)
                """
        case .failed(let cause):
            return """
                <p>\(badge(.bad, .cross, ConnectionWords.failed)) \(say.time(check.at)), \(check.domain)</p>
                <p>\(say(cause))</p>\(outdated)
                """
        }
    }

    private func badge(_ meaning: Badge.Meaning, _ icon: Icon, _ word: Sentence) -> HTML {
        Badge(meaning: meaning, icon: icon, word: say(word)).html
    }
}

/// The small forms behind the buttons of the first block: a form cannot stand in another.
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
