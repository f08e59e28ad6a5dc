import ArgumentParser
import Foundation

/// The public address of the gateway.
struct PublicURLOption: ParsableArguments {
    @Option(
        name: .customLong("public-url"),
        help: "The CRM's address, such as https://crm.example, for links and webhook URLs.")
    var publicURL: String?

    @Option(
        name: .customLong("pages-url"),
        help:
            "A host of the pages' own, such as https://phonet.example; webhooks stay at --public-url."
    )
    var pagesURL: String?

    /// Scheme and host without a slash at the end; nil: the option is not set.
    ///
    /// - Throws: `Refused` if it is no http or https address, or has a path.
    func address() throws(Refused) -> String? {
        try address(publicURL ?? Environment.variable("public-url"), "public-url")
    }

    /// The address of the pages if they have a host of their own; like `address`.
    func pages() throws(Refused) -> String? {
        let pages = try address(pagesURL ?? Environment.variable("pages-url"), "pages-url")
        if pages != nil, try address() == nil {
            throw Refused("--pages-url needs --public-url, the address that webhooks stay at.")
        }
        return pages
    }

    /// The address for printed links to pages, or a placeholder.
    ///
    /// - Throws: like `pages`.
    func shown() throws(Refused) -> String {
        if let pages = try pages() { return pages }
        return try address() ?? "https://your CRM"
    }

    private func address(_ given: String?, _ option: String) throws(Refused) -> String? {
        guard let text = given else { return nil }
        guard let url = URL(string: text), let host = url.host, !host.isEmpty,
            ["http", "https"].contains(url.scheme ?? ""), ["", "/"].contains(url.path)
        else { throw Refused("--\(option) \(text): an http or https address without a path.") }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }
}
