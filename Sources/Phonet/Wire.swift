import CallRules
import JSONText

/// Phonet's webhooks, from the bytes of a request to the messages the rules understand.
///
/// Bodies are read for what they contain, whatever their header or address says (protocol 2.0,
/// 2.1), so one URL for everything also works.
package enum Wire {
    /// A body with more records, or a form with more fields, is refused.
    package static let mostItems = 1000

    /// Reads a POST body. Never traps and never throws, whatever the bytes are.
    ///
    /// - Parameters:
    ///   - contentType: the header, needed only for the boundary of a multipart body.
    ///   - arrivedAt: stands in for times Phonet did not send.
    package static func decode(
        _ payload: [UInt8], contentType: @autoclosure () -> String?, arrivedAt: Instant
    ) -> Decoded {
        do {
            let body = try Body.read(payload, contentType: contentType)
            return .messages(try Classification.messages(in: body, arrivedAt: arrivedAt))
        } catch {
            return .unreadable(error.reason)
        }
    }

    /// Reads the query string of a GET, which only ever asks who a number is (protocol 2.2).
    ///
    /// The answer is one `.lookup`, or `.unknown` when the query does not ask that.
    package static func decodeQuery(_ query: String) -> Decoded {
        do {
            let form = try Form(urlencoded: Array(query.utf8)[...])
            let body = form.fields.isEmpty ? .null : try form.value()
            return .messages([
                Lookup.message(body)
                    ?? .unknown(reason: "the query has no otherLegNum")
            ])
        } catch {
            return .unreadable(error.reason)
        }
    }
}

/// Why bytes could not be read.
struct Unreadable: Error {
    let reason: String

    static let tooDeep = Unreadable(reason: "nested deeper than \(JSON.mostNesting) levels")
}
