import CallRules
import Store

/// The five addresses in the order of Phonet's own screen, with what came to each.
struct WebhookAddresses {
    let page: SettingsPage

    private var say: Voice { page.visitor.voice }

    var html: HTML {
        """
        <p>\(say(ConnectionWords.cabinet))</p>
        <ul class="urls">\(LastReceived.Kind.allCases.map(row))</ul>
        \(secret)
        """
    }

    private func row(_ kind: LastReceived.Kind) -> HTML {
        """
        <li><h3 lang="uk">\(ConnectionWords.place(kind))</h3>
        <p class="help">\(say(ConnectionWords.item(kind.endpoint)))</p>
        \(CopyableAddress(id: "url-\(kind.rawValue)", url: "\(page.base)/\(kind.endpoint.rawValue)", name: ConnectionWords.place(kind)).html(say))
        <p class="help">\(last(kind))</p>\(stranger(kind))</li>
        """
    }

    private func last(_ kind: LastReceived.Kind) -> HTML {
        guard let last = page.received.first(where: { $0.kind == kind && $0.isTrusted }) else {
            return "\(say(ConnectionWords.never))"
        }
        return """
            \(say(ConnectionWords.lastReceived)) \(say.time(last.at)) \(say(ConnectionWords.from)) \
            \(last.sourceIP)
            """
    }

    private func stranger(_ kind: LastReceived.Kind) -> HTML? {
        page.strangers.first { $0.kind == kind }.map { stranger in
            """
            <div class="note alert"><p>\(Icon.warning.html) \(say(ConnectionWords.stranger)) \
            <b>\(stranger.sourceIP)</b>, \(say.time(stranger.at)). \(say(ConnectionWords.waits))</p>
            <button class="small" form="\(ConnectionForms.trust)" name="network" \
            value="\(stranger.sourceIP)"\(.label, "\(say(ConnectionWords.trust)): \(stranger.sourceIP)")>\
            \(say(ConnectionWords.trust))</button></div>
            """
        }
    }

    private var secret: HTML {
        let valid = page.tokens.map { token in
            """
            <li><span class="code">\(page.base)/h/••••/…</span> <small>\
            \(say(ConnectionWords.secretSince)) \(say.time(token.createdAt))</small></li>
            """ as HTML
        }
        return """
            <details\(.open, if: !page.strangers.isEmpty)><summary>\
            \(say(ConnectionWords.secretTitle))</summary>
            <p class="help">\(say(ConnectionWords.secretHelp))</p>
            \(valid.isEmpty ? "<p>\(say(ConnectionWords.noSecret))</p>" : "<ul>\(valid)</ul>" as HTML)
            <p><button form="\(ConnectionForms.token)">\(Icon.key.html) \
            \(say(ConnectionWords.makeSecret))</button></p></details>
            """
    }
}

/// An address to select, and a button that copies it where a script can.
struct CopyableAddress {
    let id: String
    let url: String
    /// What it is the address of, for those who do not see the page.
    let name: String

    func html(_ say: Voice) -> HTML {
        """
        <div class="copyable"><code id="\(id)">\(url)</code>
        <button type="button" class="small" hidden data-copy="\(id)" \
        data-copied="\(say(ConnectionWords.copied))"\(.label, "\(say(ConnectionWords.copy)): \(name)")>\
        \(Icon.copy.html) <span data-word>\(say(ConnectionWords.copy))</span></button></div>
        """
    }
}
