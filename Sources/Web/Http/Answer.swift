import HTTPTypes
import JSONText
import Store

/// An HTTP answer: status, header fields, body. Every answer has the header fields that protect a
/// browser: content policy, `nosniff`, no caching, no referrer.
struct Answer: Sendable {
    var status: HTTPResponse.Status
    var fields: HTTPFields
    var body: AnswerBody

    /// 200 with JSON text.
    static func ok(_ json: [UInt8]) -> Answer {
        Answer(status: .ok, fields: jsonFields, body: .bytes(json))
    }

    /// JSON with any status.
    static func json(_ value: JSON, _ status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, fields: jsonFields, body: .bytes(value.bytes))
    }

    /// Plain text in UTF-8.
    static func text(_ text: String, _ status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, fields: textFields, body: .bytes(Array(text.utf8)))
    }

    /// An HTML page. Its content policy allows only the gateway's own stylesheet, script, pictures
    /// and sounds.
    static func page(_ html: HTML, _ status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, fields: pageFields, body: .bytes(Array(html.text.utf8)))
    }

    /// The page of the widget, which pages of these origins and of the gateway's own may hold in a frame.
    ///
    /// - Parameter origins: as `WebOrigin.text`; nothing else may stand in a policy.
    static func framed(_ html: HTML, by origins: [String]) -> Answer {
        var answer = page(html)
        answer.fields[.contentSecurityPolicy] = pagePolicy(
            framedBy: (["'self'"] + origins).joined(separator: " "))
        return answer
    }

    /// The script of the widget, for pages of any site: what it shows is in a frame that only the CRM's
    /// pages may hold.
    static func widget(_ script: [UInt8]) -> Answer {
        var fields = protected(Asset.script.contentType)
        fields[.cacheControl] = "public, max-age=300"
        if let policy = HTTPField.Name("Cross-Origin-Resource-Policy") {
            fields[policy] = "cross-origin"
        }
        return Answer(status: .ok, fields: fields, body: .bytes(script))
    }

    /// 303 See Other after a form: the browser loads `path` with GET.
    ///
    /// - Parameter path: a path of the gateway, never text from a request.
    static func seeOther(_ path: String) -> Answer {
        var answer = Answer(status: .seeOther, fields: protection, body: .empty)
        answer.fields[.location] = path
        return answer
    }

    /// 307 Temporary Redirect: the page is at the pages' own host.
    ///
    /// - Parameter url: an address of the gateway, with the query of the request.
    static func elsewhere(_ url: String) -> Answer {
        var answer = Answer(status: .temporaryRedirect, fields: protection, body: .empty)
        answer.fields[.location] = url
        return answer
    }

    /// 301 Moved Permanently: the page has a new address.
    ///
    /// - Parameter path: a path of the gateway, with the query of the request.
    static func movedPermanently(_ path: String) -> Answer {
        var answer = Answer(status: .movedPermanently, fields: protection, body: .empty)
        answer.fields[.location] = path
        return answer
    }

    /// A file whose content never changes under its name; browsers keep it for a year.
    static func asset(_ asset: Asset) -> Answer {
        var fields = protected(asset.contentType)
        fields[.cacheControl] = "public, max-age=31536000, immutable"
        return Answer(status: .ok, fields: fields, body: .bytes(asset.bytes))
    }

    /// JSON as a download, written in pieces.
    ///
    /// - Parameter name: the file name; plain ASCII.
    static func file(_ name: String, _ pieces: @escaping AnswerBody.Pieces) -> Answer {
        var answer = Answer(status: .ok, fields: jsonFields, body: .pieces(pieces))
        answer.fields[.contentDisposition] = "attachment; filename=\"\(name)\""
        return answer
    }

    /// A recording. Caches do not keep it. Its content policy allows a browser that opens it alone
    /// to play it, and nothing else.
    static func sound(_ status: HTTPResponse.Status, _ body: AnswerBody) -> Answer {
        var answer = Answer(status: status, fields: protection, body: body)
        answer.fields[.contentSecurityPolicy] = """
            default-src 'none'; media-src 'self'; frame-ancestors 'none'; base-uri 'none'; \
            form-action 'none'
            """
        answer.fields[.cacheControl] = "private, no-store"
        return answer
    }

    /// A download of any type, written in pieces.
    ///
    /// - Parameter name: the file name; plain ASCII.
    static func file(
        named name: String, _ contentType: String, _ pieces: @escaping AnswerBody.Pieces
    ) -> Answer {
        var fields = protected(contentType)
        fields[.contentDisposition] = "attachment; filename=\"\(name)\""
        return Answer(status: .ok, fields: fields, body: .pieces(pieces))
    }

    /// The script of the service worker. `no-cache`: browsers check for a newer one each time.
    static let serviceWorker: Answer = {
        var fields = protected(Asset.script.contentType)
        fields[.cacheControl] = "no-cache"
        fields[.contentSecurityPolicy] = "default-src 'none'; connect-src 'self'"
        return Answer(status: .ok, fields: fields, body: .bytes(ServiceWorker.bytes))
    }()

    /// Adds a `Set-Cookie` field; `cookie` comes from `Cookies.setting`.
    mutating func setCookie(_ cookie: String) {
        fields.append(HTTPField(name: .setCookie, value: cookie))
    }

    static let noContent = Answer(status: .noContent, fields: protection, body: .empty)

    /// A problem document (RFC 9457).
    ///
    /// - Parameters:
    ///   - detail: what is wrong, in one English sentence.
    ///   - errors: validation messages of single fields.
    ///   - cause: a code for programs, the member `cause`; nil: the member is left out.
    ///   - more: further members for programs.
    ///   - id: the record that stands in the way, the member `id`; nil: the member is left out.
    static func problem(
        _ status: HTTPResponse.Status, _ detail: String, _ errors: [FieldProblem] = [],
        cause: String? = nil, id: Int64? = nil, members more: [(String, JSON)] = []
    ) -> Answer {
        var members: [(String, JSON)] = [
            ("type", .string("about:blank")),
            ("title", .string(status.reasonPhrase)),
            ("status", .number(status.code)),
            ("detail", .string(detail)),
        ]
        if let cause { members.append(("cause", .string(cause))) }
        if let id { members.append(("id", .integer(id))) }
        members += more
        if !errors.isEmpty {
            let listed = errors.map { error in
                JSON.object([
                    ("field", .string(error.field)), ("message", .string(error.message.en)),
                ])
            }
            members.append(("errors", .list(listed)))
        }
        return Answer(
            status: status, fields: problemFields, body: .bytes(JSON.object(members).bytes))
    }

    /// 404 for a path without a route.
    static let notFound = problem(.notFound, "There is nothing at this address.")

    /// 405.
    ///
    /// - Parameter allow: the value of the `Allow` field, such as `GET, POST`.
    static func methodNotAllowed(_ allow: String) -> Answer {
        var answer = problem(.methodNotAllowed, "This address takes \(allow).")
        answer.fields[.allow] = allow
        return answer
    }

    /// 429. `Retry-After` is 1 second, as in nginx's own.
    static let tooManyRequests: Answer = {
        var answer = problem(.tooManyRequests, "Too many requests without a session or a token.")
        answer.fields[.retryAfter] = "1"
        return answer
    }()

    /// 503: nothing was stored. `Retry-After` is 5 seconds.
    static let unavailable: Answer = {
        var answer = problem(
            .serviceUnavailable, "The gateway cannot reach its database. Try again.")
        answer.fields[.retryAfter] = "5"
        return answer
    }()

    private static let protection: HTTPFields = {
        var fields: HTTPFields = [
            .contentSecurityPolicy:
                "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            .xContentTypeOptions: "nosniff",
            .cacheControl: "no-store",
        ]
        if let policy = HTTPField.Name("Referrer-Policy") { fields[policy] = "no-referrer" }
        return fields
    }()
    private static let pageFields: HTTPFields = {
        var fields = protected("text/html; charset=utf-8")
        fields[.contentSecurityPolicy] = pagePolicy(framedBy: "'none'")
        return fields
    }()

    private static func pagePolicy(framedBy ancestors: String) -> String {
        """
        default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
        media-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; \
        frame-ancestors \(ancestors); base-uri 'none'
        """
    }
    private static let jsonFields = protected("application/json")
    private static let problemFields = protected("application/problem+json")
    private static let textFields = protected("text/plain; charset=utf-8")

    private static func protected(_ contentType: String) -> HTTPFields {
        var fields = protection
        fields[.contentType] = contentType
        return fields
    }
}
