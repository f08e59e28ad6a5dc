import CallRules
import Store

/// The five webhook addresses in the order of Phonet's screen, with the last message of each.
struct WebhookAddresses {
    let page: SettingsPage

    private var localize: Localizer { page.visitor.localizer }

    var html: HTML {
        """
        \(secret)
        <details\(.open, if: showsPlain)><summary>\(localize(ConnectionStrings.plainAddresses))</summary>
        \(page.acceptsPlainAddresses ? nil : switchedOff)
        <p>\(localize(ConnectionStrings.cabinet))</p>
        <ul class="urls">\(LastReceived.Kind.allCases.map(row))</ul></details>
        """
    }

    /// Whether the addresses without a secret are unfolded: while messages wait from an address that is
    /// not trusted, for here it can be trusted.
    private var showsPlain: Bool { !page.untrustedSources.isEmpty }

    private func row(_ kind: LastReceived.Kind) -> HTML {
        """
        <li class="address"><div><h3 lang="uk">\(ConnectionStrings.place(kind))</h3>
        <p class="help">\(localize(ConnectionStrings.item(kind.endpoint)))</p></div>
        <div>\(CopyableAddress(id: "url-\(kind.rawValue)", url: "\(page.base)/\(kind.endpoint.rawValue)", name: ConnectionStrings.place(kind)).html(localize))
        <p class="help">\(last(kind))</p></div>\(untrusted(kind))</li>
        """
    }

    private func last(_ kind: LastReceived.Kind) -> HTML {
        guard let last = page.received.first(where: { $0.kind == kind && $0.isTrusted }) else {
            return "\(localize(ConnectionStrings.never))"
        }
        return """
            \(localize(ConnectionStrings.lastReceived)) \(localize.time(last.at)) \(localize(ConnectionStrings.from)) \
            \(last.sourceIP)
            """
    }

    private func untrusted(_ kind: LastReceived.Kind) -> HTML? {
        page.untrustedSources.first { $0.kind == kind }.map { untrusted in
            """
            <div class="note alert"><p>\(Icon.warning.html) \(localize(ConnectionStrings.untrusted)) \
            <b>\(untrusted.sourceIP)</b>, \(localize.time(untrusted.at)). \(localize(ConnectionStrings.waits))</p>
            <button class="small" form="\(ConnectionForms.trust)" name="network" \
            value="\(untrusted.sourceIP)"\(.label, "\(localize(ConnectionStrings.trust)): \(untrusted.sourceIP)")>\
            \(localize(ConnectionStrings.trust))</button></div>
            """
        }
    }

    private var switchedOff: HTML {
        """
        <div class="note"><p>\(Icon.lock.html) \(localize(ConnectionStrings.plainSwitchedOff))</p></div>
        """
    }

    /// The addresses with a secret, offered first.
    private var secret: HTML {
        let valid = page.tokens.map { token in
            """
            <li><span class="badge good">\(Icon.key.html)</span><div>\
            <span class="code">\(page.base)/h/••••/…</span><br>\(localize(ConnectionStrings.secretSince)) \
            \(localize.time(token.createdAt))</div></li>
            """ as HTML
        }
        return """
            <div class="panel" id="secret-addresses"><h3>\(localize(CommonStrings.secretAddresses))</h3>
            <p>\(localize(ConnectionStrings.secretShort))</p>
            <details><summary>\(localize(ConnectionStrings.secretWhy))</summary>
            <p>\(localize(ConnectionStrings.secretReason))</p>
            <p class="help">\(localize(ConnectionStrings.secretHelp))</p></details>
            \(valid.isEmpty ? nil : "<ul class=\"verdicts\">\(valid)</ul>" as HTML?)
            <p><button form="\(ConnectionForms.token)"\(.class, page.tokens.isEmpty ? "primary" : nil)>\(Icon.key.html) \
            \(localize(ConnectionStrings.makeSecret))</button></p></div>
            """
    }
}

/// An address with a button that copies it.
struct CopyableAddress {
    let id: String
    let url: String
    /// The accessible name.
    let name: String

    func html(_ localize: Localizer) -> HTML {
        """
        <div class="copyable"><code id="\(id)">\(url)</code>
        <button type="button" class="small" hidden data-copy="\(id)" \
        data-copied="\(localize(CommonStrings.copied))"\(.label, "\(localize(CommonStrings.copy)): \(name)")>\
        \(Icon.copy.html) <span data-word>\(localize(CommonStrings.copy))</span></button></div>
        """
    }
}
