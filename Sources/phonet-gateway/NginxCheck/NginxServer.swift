/// A server block of nginx.
struct NginxServer {
    let directive: NginxDirective
    /// What the blocks around it hand down, the outermost first.
    let around: [NginxDirective]

    private static let prefix = "/gateways/phonetapi/"

    var directives: [NginxDirective] { directive.block ?? [] }

    var names: [String] { directive.all("server_name").flatMap(\.arguments) }

    /// Arguments of each listen line; port 80 without one.
    private var listens: [[String]] {
        let told = directive.all("listen").map(\.arguments)
        return told.isEmpty ? [["80"]] : told
    }

    var schemes: Set<String> {
        let isAlwaysEncrypted = directive.all("ssl").contains { $0.arguments == ["on"] }
        return Set(
            listens.map { isAlwaysEncrypted || $0.contains("ssl") || $0.contains("quic") }
                .map { $0 ? "https" : "http" })
    }

    /// The location of the gateway; nil: the block does not include it.
    var gateway: NginxDirective? {
        directive.all("location").first { $0.arguments.last == NginxServer.prefix }
    }

    /// An include of the gateway's file that was not among the files.
    var isUnresolved: Bool {
        directive.all("include").contains { ($0.arguments.first ?? "").contains("phonet-gateway/") }
    }

    /// The location of webhooks inside the gateway's.
    var webhooks: NginxDirective? {
        gateway?.all("location").first { $0.arguments.contains { $0.contains("after_call_end") } }
    }

    var request: ExpectedRequest { ExpectedRequest(schemes: schemes, hosts: names) }

    /// As in “server crm.example (443 ssl)”.
    var title: String {
        let ports = listens.map {
            $0.filter { $0 != "default_server" && $0 != "http2" }.joined(separator: " ")
        }
        return "server \(names.isEmpty ? "without a name" : names.joined(separator: " ")) "
            + "(\(ports.joined(separator: ", ")))"
    }

    /// All server blocks, those of `http` alone.
    static func all(in directives: [NginxDirective]) -> [NginxServer] {
        // A file of one server block alone may be checked, too.
        let bare = directives.filter { $0.name == "server" && $0.block != nil }
        return bare.map { NginxServer(directive: $0, around: directives) }
            + directives.filter { $0.name == "http" }.flatMap { http in
                http.all("server").filter { $0.block != nil }.map {
                    NginxServer(directive: $0, around: http.block ?? [])
                }
            }
    }
}
