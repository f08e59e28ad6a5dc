import CallRules
import JSONText

/// Decodes Phonet's webhooks: from the bytes of a request to messages.
///
/// The content decides, not the header or the address (protocol 2.0, 2.1), so one URL for
/// everything also works.
package enum Wire {
    /// The most items of a body, and the most fields of a form.
    package static let mostItems = 1000

    /// Reads a POST body. Never traps and never throws on any bytes.
    ///
    /// - Parameters:
    ///   - contentType: the header, needed only for the boundary of a multipart body.
    ///   - arrivedAt: used for times Phonet did not send.
    package static func decode(
        _ payload: [UInt8], contentType: @autoclosure () -> String?, arrivedAt: Instant
    ) -> Decoded {
        do {
            let body = try Body.read(payload, contentType: contentType)
            return .messages(try Classification.messages(in: body, arrivedAt: arrivedAt))
        } catch {
            return .unreadable(error)
        }
    }

    /// Reads the query string of a GET, which can only be a lookup (protocol 2.2).
    ///
    /// The result is one `.lookup`, or `.unknown` without `otherLegNum`.
    package static func decodeQuery(_ query: String) -> Decoded {
        do {
            let form = try Form(urlencoded: Array(query.utf8)[...])
            let body = form.fields.isEmpty ? .null : try form.value()
            return .messages([
                Lookup.message(body)
                    ?? .unknown(.queryWithoutNumber)
            ])
        } catch {
            return .unreadable(error)
        }
    }
}

extension UnreadableReason {
    /// The reason for a body that is nested deeper than `JSON.mostNesting`.
    static let tooDeep = UnreadableReason.nestedTooDeep(limit: JSON.mostNesting)
}
