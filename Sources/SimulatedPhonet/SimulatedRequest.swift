import WebForms

/// One HTTP request to the simulated Phonet.
package struct SimulatedRequest: Hashable, Sendable {
    /// In capital letters.
    package let method: String
    /// Path and query, as they were sent.
    package let target: String
    /// Header fields by their names in small letters.
    package let fields: [String: String]
    /// Empty for a GET.
    package let body: [UInt8]

    /// A request; the case of field names does not matter.
    package init(method: String, target: String, fields: [String: String], body: [UInt8]) {
        self.method = method
        self.target = target
        self.fields = [String: String](
            fields.map { ($0.key.lowercased(), $0.value) }, uniquingKeysWith: { first, _ in first })
        self.body = body
    }

    /// The target without the query.
    package var path: String { String(target.prefix { $0 != "?" }) }

    /// The pairs of the query, decoded, in order.
    package var query: [(name: String, value: String)] {
        URLEncodedForm.pairs(target.dropFirst(path.count + 1))
    }

    /// The cookies by name.
    var cookies: [String: String] {
        var cookies: [String: String] = [:]
        for part in (fields["cookie"] ?? "").split(separator: ";") {
            let pair = part.drop { $0 == " " }
            let name = pair.prefix { $0 != "=" }
            cookies[String(name)] = String(pair.dropFirst(name.count + 1))
        }
        return cookies
    }
}

extension SimulatedRequest: CustomStringConvertible {
    package var description: String { "\(method) \(target)" }
}
