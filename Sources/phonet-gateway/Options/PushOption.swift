import ArgumentParser
import CallRules
import Courier
import Outgoing
import Store
import Web
import WebPush

/// The options for browsers' push services.
struct PushOption: ParsableArguments {
    @Option(
        name: .customLong("push-host"),
        help: "A test push service on this machine, over plain http; may be repeated.")
    var hosts: [String] = []

    @Option(
        name: .customLong("push-contact"),
        help: "The contact for push services: mailto:… or https://… (the public URL).")
    var contact: String?

    /// From the options, else from the environment, separated by commas.
    var plainHosts: [String] {
        guard hosts.isEmpty else { return hosts }
        return (Environment.variable("push-host") ?? "").split(separator: ",").map(String.init)
    }

    private var namedContact: String? { contact ?? Environment.variable("push-contact") }

    /// The errors in the options, one sentence each.
    var problems: [String] {
        var problems: [String] = []
        for host in plainHosts where !PushOption.isLoopback(host) {
            problems.append("--push-host \(host): an address of this machine, as 127.0.0.1:9002.")
        }
        if let namedContact, VAPIDContact(namedContact) == nil {
            problems.append(
                "--push-contact \(namedContact): mailto:name@host or https://host, with a dot.")
        }
        return problems
    }

    static func isLoopback(_ host: String) -> Bool {
        IPAddress(String(host.prefix { $0 != ":" }))?.isLoopback == true
    }

    /// The contact for push services; nil only if `problems` says why.
    private func contact(_ publicURL: String?) -> VAPIDContact? {
        if let namedContact { return VAPIDContact(namedContact) }
        return publicURL.flatMap { VAPIDContact($0) }
            ?? VAPIDContact("mailto:operator@phonet-gateway.invalid")
    }

    /// The web push channel of this gateway.
    ///
    /// - Throws: `Refused` with `problems`.
    func channel(
        _ store: Store, keys: VAPIDKeys, publicURL: String?,
        report: @escaping @Sendable (String) -> Void
    ) throws(Refused) -> WebPushChannel {
        guard let contact = contact(publicURL) else {
            throw Refused(problems.joined(separator: "\n"))
        }
        return WebPushChannel(
            store: store, tokens: VAPIDTokens(keys: keys, contact: contact),
            WebPushChannel.Environment(
                clock: Environment.now, ephemeral: { Ephemeral() }, send: { $0.send() },
                plainHosts: plainHosts, page: PushedPage.path, report: report))
    }
}
