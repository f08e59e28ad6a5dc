import HTTPTypes
import JSONText
import Store

/// One HTTP answer of the gateway. Every answer has the header fields that protect a browser.
struct Answer: Sendable {
    var status: HTTPResponse.Status
    var fields: HTTPFields
    var body: AnswerBody

    /// 200 with JSON text.
    static func ok(_ json: [UInt8]) -> Answer {
        Answer(status: .ok, fields: jsonFields, body: .bytes(json))
    }

    static func json(_ value: JSON, _ status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, fields: jsonFields, body: .bytes(value.bytes))
    }

    static func text(_ text: String, _ status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, fields: textFields, body: .bytes(Array(text.utf8)))
    }

    /// A page. Its content policy allows the gateway's own stylesheet, script, pictures and sounds,
    /// and nothing else.
    static func page(_ html: HTML, _ status: HTTPResponse.Status = .ok) -> Answer {
        Answer(status: status, fields: pageFields, body: .bytes(Array(html.text.utf8)))
    }

    /// 303 See Other: the form was carried out; the browser loads the page with GET.
    ///
    /// - Parameter path: a path of the gateway, never text from a request.
    static func seeOther(_ path: String) -> Answer {
        var answer = Answer(status: .seeOther, fields: protection, body: .empty)
        answer.fields[.location] = path
        return answer
    }

    /// 301: the page has another address now.
    ///
    /// - Parameter path: a path of the gateway, with the query of the request.
    static func movedPermanently(_ path: String) -> Answer {
        var answer = Answer(status: .movedPermanently, fields: protection, body: .empty)
        answer.fields[.location] = path
        return answer
    }

    /// A file whose content never changes under its name.
    static func asset(_ asset: Asset) -> Answer {
        var fields = protected(asset.contentType)
        fields[.cacheControl] = "public, max-age=31536000, immutable"
        return Answer(status: .ok, fields: fields, body: .bytes(asset.bytes))
    }

    /// JSON as a download, in pieces.
    ///
    /// - Parameter name: plain ASCII.
    static func file(_ name: String, _ pieces: @escaping AnswerBody.Pieces) -> Answer {
        var answer = Answer(status: .ok, fields: jsonFields, body: .pieces(pieces))
        answer.fields[.contentDisposition] = "attachment; filename=\"\(name)\""
        return answer
    }

    /// A recording, which no cache keeps. Its content policy lets a browser that opens it alone
    /// play it and nothing else.
    static func sound(_ status: HTTPResponse.Status, _ body: AnswerBody) -> Answer {
        var answer = Answer(status: status, fields: protection, body: body)
        answer.fields[.contentSecurityPolicy] = """
            default-src 'none'; media-src 'self'; frame-ancestors 'none'; base-uri 'none'; \
            form-action 'none'
            """
        answer.fields[.cacheControl] = "private, no-store"
        return answer
    }

    /// A download, written in pieces.
    ///
    /// - Parameter name: plain ASCII.
    static func file(
        named name: String, _ contentType: String, _ pieces: @escaping AnswerBody.Pieces
    ) -> Answer {
        var fields = protected(contentType)
        fields[.contentDisposition] = "attachment; filename=\"\(name)\""
        return Answer(status: .ok, fields: fields, body: .pieces(pieces))
    }

    /// The service worker. Browsers ask each time whether there is a newer one.
    static let serviceWorker: Answer = {
        var fields = protected(Asset.script.contentType)
        fields[.cacheControl] = "no-cache"
        fields[.contentSecurityPolicy] = "default-src 'none'; connect-src 'self'"
        return Answer(status: .ok, fields: fields, body: .bytes(ServiceWorker.bytes))
    }()

    mutating func setCookie(_ cookie: String) {
        fields.append(HTTPField(name: .setCookie, value: cookie))
    }

    /// Tells browsers to use https only, for one year (RFC 6797).
    mutating func requireEncryption() {
        fields[.strictTransportSecurity] = "max-age=31536000"
    }

    static let noContent = Answer(status: .noContent, fields: protection, body: .empty)

    /// A problem document (RFC 9457).
    ///
    /// - Parameters:
    ///   - detail: what is wrong, in one English sentence.
    ///   - errors: what is wrong with single fields.
    ///   - cause: a name for programs; nil: there is none.
    static func problem(
        _ status: HTTPResponse.Status, _ detail: String, _ errors: [FieldProblem] = [],
        cause: String? = nil
    ) -> Answer {
        var members: [(String, JSON)] = [
            ("type", .string("about:blank")),
            ("title", .string(status.reasonPhrase)),
            ("status", .number(status.code)),
            ("detail", .string(detail)),
        ]
        if let cause { members.append(("cause", .string(cause))) }
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

    static let notFound = problem(.notFound, "There is nothing at this address.")

    /// - Parameter allow: the methods that are allowed, as in the `Allow` field.
    static func methodNotAllowed(_ allow: String) -> Answer {
        var answer = problem(.methodNotAllowed, "This address takes \(allow).")
        answer.fields[.allow] = allow
        return answer
    }

    /// 503: nothing was stored; the client should try again.
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
        fields[.contentSecurityPolicy] = """
            default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
            media-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; \
            frame-ancestors 'none'; base-uri 'none'
            """
        return fields
    }()
    private static let jsonFields = protected("application/json")
    private static let problemFields = protected("application/problem+json")
    private static let textFields = protected("text/plain; charset=utf-8")

    private static func protected(_ contentType: String) -> HTTPFields {
        var fields = protection
        fields[.contentType] = contentType
        return fields
    }
}
