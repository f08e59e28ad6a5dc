import CallRules
import HTTPTypes
import JSONText
import Store

/// A request of the JSON API whose bearer is known.
struct APIRequest {
    let query: Substring
    let contentType: String?
    let ifMatch: String?
    let body: [UInt8]
    /// The gateway's own address with its prefix, no slash at the end.
    let base: String
    /// The name of the token, for histories.
    let actor: String
    /// The address the web server saw.
    let peer: String
    /// Which part of a recording is wanted, as in the `Range` field.
    let range: String?
    /// Nothing but the head of the answer is wanted.
    let isHead: Bool
    let now: Instant

    /// The token, for the audit.
    var author: Author { Author(name: actor, origin: ClientInfo(sourceIP: peer, browser: "")) }

    /// The body's members.
    ///
    /// - Throws: 415, 400 or 422 when the body is not a JSON object.
    func fields() throws(APIError) -> Fields {
        let mediaType = (contentType ?? "").prefix { $0 != ";" }
            .lowercased().filter { !$0.isWhitespace }
        guard mediaType == "application/json" || mediaType.hasSuffix("+json") else {
            throw APIError(.problem(.unsupportedMediaType, "Send application/json."))
        }
        let value: JSON
        do {
            value = try JSON.read(body, .strict)
        } catch {
            throw APIError(
                .problem(
                    .badRequest,
                    "The body is no acceptable JSON: \(error.reason.rawValue) "
                        + "(byte \(error.offset))."))
        }
        guard case .object(let members) = value else {
            throw .invalid("The body must be a JSON object.", [])
        }
        return Fields(members)
    }

    /// The page a list without filters is asked for.
    func page() throws(APIError) -> Pagination {
        var query = Query(query)
        let page = query.page()
        try query.finish()
        return page
    }

    /// The version of `If-Match: "7"`; nil when the field is not there or says `*`. A weak tag
    /// counts, because web servers weaken tags on the way.
    ///
    /// - Throws: 412 for what names no version.
    func expectedVersion() throws(APIError) -> Int64? {
        guard let ifMatch, ifMatch != "*" else { return nil }
        let tag = ifMatch.hasPrefix("W/") ? ifMatch.dropFirst(2) : ifMatch[...]
        guard tag.count >= 2, tag.first == "\"", tag.last == "\"",
            let version = Int64(tag.dropFirst().dropLast())
        else { throw APIError(.problem(.preconditionFailed, "If-Match names no version.")) }
        return version
    }
}
