import Foundation

/// A request of Phonet as nginx sees it: what is known of it before it comes.
struct ExpectedRequest: Sendable {
    /// The paths of webhooks, with and without a secret.
    static let paths = ["call", "after_call_end", "customer_data"].flatMap {
        ["/gateways/phonetapi/\($0)", "/gateways/phonetapi/h/Abc-123_x/\($0)"]
    }
    /// Those, also with a slash at the end that was pasted along, which the gateway forgives.
    static let pastedPaths = paths + paths.map { $0 + "/" }
    let schemes: Set<String>
    /// Names of the server block, as they are written there.
    let hosts: [String]

    /// The values a variable may have; nil: unknown.
    func values(of variable: String) -> [String]? {
        switch variable {
        case "$uri", "$request_uri", "$document_uri": ExpectedRequest.paths
        case "$request_filename": ExpectedRequest.paths.map { "/" + $0 }
        case "$request_method": ["POST"]
        case "$scheme": schemes.sorted()
        case "$https": schemes.sorted().map { $0 == "https" ? "on" : "" }
        case "$ssl_protocol", "$ssl_cipher":
            schemes == ["http"] ? [""] : nil
        case "$args", "$query_string", "$is_args", "$http_cookie", "$http_referer",
            "$http_authorization", "$remote_user", "$http_upgrade":
            [""]
        case _ where variable.hasPrefix("$arg_") || variable.hasPrefix("$cookie_"): [""]
        case "$host", "$http_host", "$server_name":
            hosts.isEmpty || hosts.contains(where: { !ExpectedRequest.isPlain($0) }) ? nil : hosts
        default: nil
        }
    }

    private static func isPlain(_ host: String) -> Bool {
        host != "_" && !host.isEmpty
            && host.allSatisfy { $0.isLetter || $0.isNumber || "-.".contains($0) }
    }
}

/// Whether something happens to Phonet's requests.
enum Likelihood: Sendable {
    case never, sometimes, always
}

/// The condition of an `if`.
struct NginxCondition {
    private let words: [String]

    init(_ arguments: [String]) {
        var text = arguments.joined(separator: "\u{0}")
        text = text.trimmingCharacters(in: CharacterSet(charactersIn: "( \u{0}"))
        while text.last == ")", text.count(where: { $0 == "(" }) < text.count(where: { $0 == ")" })
        {
            text.removeLast()
            text = text.trimmingCharacters(in: CharacterSet(charactersIn: " \u{0}"))
        }
        words = text.split(separator: "\u{0}").map(String.init)
    }

    func holds(for request: ExpectedRequest) -> Likelihood {
        if words.count == 1, let variable = words.first {
            // Neither empty nor 0.
            return likelihood(request.values(of: variable)) { !$0.isEmpty && $0 != "0" }
        }
        guard let subject = words.first else { return .sometimes }
        if ["-e", "-f", "-d", "-x", "!-e", "!-f", "!-d", "!-x"].contains(subject) {
            // No file has the path of a webhook.
            let isAbsence = subject.hasPrefix("!")
            let ownPath = ["$request_filename", "$uri", "$request_uri", "$document_root$uri"]
            guard words.count == 2,
                ownPath.contains(words[1].replacingOccurrences(of: "$document_uri", with: "$uri"))
                    || words[1] == "$document_root$request_uri"
            else { return .sometimes }
            return isAbsence ? .always : .never
        }
        guard words.count >= 2 else { return .sometimes }
        let value = words.dropFirst(2).joined(separator: " ")
        let values = request.values(of: subject)
        switch words[1] {
        case "=": return likelihood(values) { $0 == value }
        case "!=": return likelihood(values) { $0 != value }
        case "~": return match(values, value, isExact: true, negated: false)
        case "~*": return match(values, value, isExact: false, negated: false)
        case "!~": return match(values, value, isExact: true, negated: true)
        case "!~*": return match(values, value, isExact: false, negated: true)
        default: return .sometimes
        }
    }

    private func match(
        _ values: [String]?, _ pattern: String, isExact: Bool, negated: Bool
    ) -> Likelihood {
        guard let pattern = NginxPattern(pattern, isExact: isExact) else { return .sometimes }
        return likelihood(values) { pattern.matches($0) != negated }
    }

    private func likelihood(_ values: [String]?, _ holds: (String) -> Bool) -> Likelihood {
        guard let values, !values.isEmpty else { return .sometimes }
        let count = values.count(where: holds)
        return count == 0 ? .never : count == values.count ? .always : .sometimes
    }
}

/// A regular expression of nginx.
struct NginxPattern {
    private let expression: NSRegularExpression

    /// Nil: it cannot be read here.
    init?(_ pattern: String, isExact: Bool) {
        let options: NSRegularExpression.Options = isExact ? [] : .caseInsensitive
        guard let expression = try? NSRegularExpression(pattern: pattern, options: options) else {
            return nil
        }
        self.expression = expression
    }

    func matches(_ text: String) -> Bool {
        expression.firstMatch(in: text, range: NSRange(text.startIndex..., in: text)) != nil
    }
}
