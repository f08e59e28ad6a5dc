import ArgumentParser
import Foundation

/// The public address of the gateway.
struct PublicURLOption: ParsableArguments {
    @Option(
        name: .customLong("public-url"),
        help: "The CRM's address, such as https://crm.example, for links and webhook URLs.")
    var publicURL: String?

    /// Scheme and host without a slash at the end; nil: the option is not set.
    ///
    /// - Throws: `Refused` if it is no http or https address, or has a path.
    func address() throws(Refused) -> String? {
        guard let text = publicURL ?? Environment.variable("public-url") else { return nil }
        guard let url = URL(string: text), let host = url.host, !host.isEmpty,
            ["http", "https"].contains(url.scheme ?? ""), ["", "/"].contains(url.path)
        else { throw Refused("--public-url \(text): an http or https address without a path.") }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// The address for printed links, or a placeholder.
    ///
    /// - Throws: like `address`.
    func shown() throws(Refused) -> String { try address() ?? "https://your CRM" }
}
