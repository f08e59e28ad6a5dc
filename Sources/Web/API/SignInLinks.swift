import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    /// Makes a link that signs an employee in once: 201 with its address.
    func createSignInLink(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let wanted: WantedSignIn = try request.record()
        var target: ReturnTarget?
        if let text = wanted.target {
            target = ReturnTarget(text)
            guard target != nil else {
                throw APIError.invalid(
                    "No link was made.",
                    [FieldProblem("return", english: "must be the address of a page, as /calls")])
            }
        }
        let secret = options.secret()
        let link = try store.createSignInLink(
            for: Employee.ID(id), hash: Secret.hash(secret), to: target?.text, by: request.author,
            at: request.now
        ).row()
        let path = PageRoute.enter(token: secret).path.dropFirst(Route.prefix.count)
        return .json(
            .object([
                ("url", .string(request.addresses.pages + path)),
                ("expires_at", .time(link.expiresAt)),
            ]), .created)
    }

    /// Ends all sessions of an employee.
    func endSessions(_ id: Int64, _ request: APIRequest) throws -> Answer {
        guard try store.employee(Employee.ID(id), at: request.now) != nil else {
            return .notFound
        }
        try store.closeSessions(of: Employee.ID(id), by: request.author, at: request.now)
        return .noContent
    }

    /// Makes another secret for JWTs and returns it, this once.
    func renewSSOSecret(_ request: APIRequest) throws -> Answer {
        let secret = options.newSSOSecret()
        try store.replaceSSOSecret(secret, by: request.author, at: request.now)
        return .json(.object([("secret", .string(secret))]))
    }

    func deleteSSOSecret(_ request: APIRequest) throws -> Answer {
        try store.deleteSSOSecret(by: request.author, at: request.now)
        return .noContent
    }
}

/// The body of a request for a sign-in link.
private struct WantedSignIn: FieldRecord {
    /// The address of the page it leads to; nil: the home page.
    var target: String?

    mutating func take(_ fields: inout Fields) {
        fields.text("return", into: &target)
    }
}
