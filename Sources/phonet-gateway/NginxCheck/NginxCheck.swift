/// Finds what would keep Phonet's messages from the gateway in the configuration of nginx.
struct NginxCheck {
    /// Something that would catch messages.
    struct Problem: Hashable, CustomStringConvertible {
        let place: NginxPlace
        /// The directive as it stands there.
        let text: String
        let server: String
        let why: String
        let what: String

        var description: String {
            "\(place): \(text)\n    in \(server)\n    Why: \(why)\n    Now: \(what)"
        }
    }

    /// Server blocks that include the gateway.
    let servers: [NginxServer]
    let problems: [Problem]

    /// - Parameters:
    ///   - name: of a text that is one file alone, not what `nginx -T` printed.
    ///   - isHTTPSOnly: Phonet has the https addresses, so that server blocks for http do not matter.
    init(_ text: String, name: String = "nginx.conf", isHTTPSOnly: Bool = false) {
        let all = NginxServer.all(in: NginxFiles(text, name: name).expanded)
        let servers = all.filter { $0.gateway != nil || $0.isUnresolved }
        self.servers = servers
        let concerned = servers.filter { !isHTTPSOnly || $0.schemes.contains("https") }
        problems =
            concerned.flatMap { NginxServerCheck(server: $0).problems }
            + NginxCheck.missing(among: all, isHTTPSOnly: isHTTPSOnly)
    }

    /// Server blocks of the same names, one for http and one for https, of which one does not
    /// include the gateway.
    private static func missing(among all: [NginxServer], isHTTPSOnly: Bool) -> [Problem] {
        let with = all.filter { $0.gateway != nil || $0.isUnresolved }
        return all.filter { $0.gateway == nil && !$0.isUnresolved }.compactMap { server in
            let twin = with.first { !Set($0.names).isDisjoint(with: server.names) }
            guard twin != nil, !server.names.isEmpty else { return nil }
            let isPlain = !server.schemes.contains("https")
            if isPlain, isHTTPSOnly { return nil }
            let scheme = isPlain ? "http" : "https"
            let name = server.names.first ?? ""
            return Problem(
                place: server.directive.place, text: "server { … }", server: server.title,
                why: """
                    this block answers \(scheme)://\(name), and it does not include the gateway. \
                    \(isPlain ? "A redirect to https loses messages, because clients repeat it without the body." : "The CRM answers in its place.")
                    """,
                what: """
                    add `include phonet-gateway/phonet-gateway.conf;` as the first line of this block\
                    \(isPlain ? ", or give Phonet the https:// addresses and check again with --https-only" : "").
                    """)
        }
    }
}
