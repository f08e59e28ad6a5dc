import CallRules
import HTTPTypes
import JSONText
import Store

/// A request of the JSON API with a valid token.
struct APIRequest: Sendable {
    let query: Substring
    let contentType: String?
    let ifMatch: String?
    let ifNoneMatch: String?
    let body: [UInt8]
    /// The gateway's own addresses.
    let addresses: OwnAddresses
    /// The token of the request; it may do what the request asks.
    let token: APITokenRow
    /// The address the web server saw.
    let peer: String
    /// The `Range` field, for recordings; nil: there is none.
    let range: String?
    /// Whether it is a HEAD request.
    let isHead: Bool
    /// The request as its sender names it with `Idempotency-Key`; nil: without a key, or to an address
    /// that takes none.
    let keyed: KeyedRequest?
    let now: Instant

    /// The token as the author of a change, for the audit.
    var author: Author {
        Author(
            token: token.id, name: token.name, from: ClientInfo(sourceIP: peer, browser: ""))
    }

    /// The members of the body.
    ///
    /// - Throws: 415 for another media type, 400 for invalid JSON, 422 when the JSON is not an
    ///   object.
    func fields() throws(APIError) -> Fields {
        let mediaType = (contentType ?? "").prefix { $0 != ";" }
            .lowercased().filter { !$0.isWhitespace }
        guard mediaType == "application/json" || mediaType.hasSuffix("+json") else {
            throw APIError(.problem(.unsupportedMediaType, "Send application/json."))
        }
        guard case .object(let members) = try APIRequest.document(body) else {
            throw .invalid("The body must be a JSON object.", [])
        }
        return Fields(members)
    }

    /// The JSON of a body.
    ///
    /// - Throws: 400 for invalid JSON.
    static func document(_ body: [UInt8]) throws(APIError) -> JSON {
        do {
            return try JSON.read(body, .strict)
        } catch {
            throw APIError(
                .problem(
                    .badRequest,
                    "The body is no acceptable JSON: \(error.reason.rawValue) "
                        + "(byte \(error.offset))."))
        }
    }

    /// The page that is requested of a list without filters.
    ///
    /// - Throws: a 422 for wrong or unknown parameters.
    func page() throws(APIError) -> Pagination {
        var query = Query(query)
        let page = query.page()
        try query.finish()
        return page
    }

    /// What `If-Match` and `If-None-Match` want of the record that is changed.
    ///
    /// - Throws: 412 when `If-Match` contains no version.
    func precondition() throws(APIError) -> Precondition {
        if ifNoneMatch == "*" { return .absent }
        guard let ifMatch else { return .none }
        if ifMatch == "*" { return .exists }
        return .version(EntityTags.versions(ifMatch))
    }

    /// The version of `If-Match: "7"`; nil when the field is missing or `*`. A weak tag is accepted
    /// too, because web servers may weaken tags on the way.
    ///
    /// - Throws: 412 when the field contains no version.
    func expectedVersion() throws(APIError) -> Int64? {
        guard let ifMatch, ifMatch != "*" else { return nil }
        let tag = ifMatch.hasPrefix("W/") ? ifMatch.dropFirst(2) : ifMatch[...]
        guard tag.count >= 2, tag.first == "\"", tag.last == "\"",
            let version = Int64(tag.dropFirst().dropLast())
        else { throw APIError(.problem(.preconditionFailed, "If-Match names no version.")) }
        return version
    }
}
