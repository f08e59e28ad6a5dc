import CallRules
import JSONText

/// Decodes Phonet's webhooks: from the bytes of a request to messages.
///
/// The content decides, not the header or the address (protocol 2.0, 2.1), so one URL for
/// everything also works.
package enum Wire {
    /// The most items of a body, and the most fields of a form.
    package static let maxItems = 1000

    /// Reads a POST body. Never traps and never throws on any bytes.
    ///
    /// - Parameters:
    ///   - contentType: the header, needed only for the boundary of a multipart body.
    ///   - arrivedAt: used for times Phonet did not send.
    package static func read(
        _ payload: [UInt8], contentType: @autoclosure () -> String?, arrivedAt: Instant
    ) -> Reading {
        var repair = TextRepair()
        do {
            let body = try Body.read(payload, contentType: contentType, &repair)
            return try reading(body, arrivedAt, repair)
        } catch {
            return Reading(.unreadable(error))
        }
    }

    /// The messages of a POST body, as `read` finds them.
    package static func decode(
        _ payload: [UInt8], contentType: @autoclosure () -> String?, arrivedAt: Instant
    ) -> Decoded {
        read(payload, contentType: contentType(), arrivedAt: arrivedAt).decoded
    }

    /// Reads the query string of a GET, which can only be a lookup (protocol 2.2).
    ///
    /// The result is one `.lookup`, or `.unknown` without `otherLegNum`.
    package static func readQuery(_ query: String) -> Reading {
        var repair = TextRepair()
        do {
            let form = try Form(urlencoded: Array(query.utf8)[...], &repair)
            let body = form.fields.isEmpty ? .null : try form.value()
            let lookup = Lookup.message(body) ?? .unknown(.queryWithoutNumber)
            return Reading(
                .messages([lookup]), notes: repair.notes,
                accountDomains: Classification.accountDomains(body))
        } catch {
            return Reading(.unreadable(error))
        }
    }

    /// The body of a POST whose fields stand in its query string, or partly there: the query, or an
    /// object of all fields in JSON. A field of the body wins over one of the query, but both accounts
    /// count. Beside a list only the account of the query counts.
    ///
    /// - Returns: nil: the query has no field of Phonet's, or the body cannot have them.
    package static func body(
        _ payload: [UInt8], contentType: @autoclosure () -> String?, withQuery query: Substring
    ) -> [UInt8]? {
        var repair = TextRepair()
        guard !query.isEmpty,
            let form = try? Form(urlencoded: Array(query.utf8)[...], &repair),
            case .object(let told)? = try? form.value(),
            told.pairs.contains(where: { fieldNames.contains($0.name) })
        else { return nil }
        do {
            let body = try Body.read(payload, contentType: contentType, &repair)
            let accounts = told.pairs.filter { $0.name == Classification.accountKey }
            switch body {
            case .object(var members) where body.elements == nil:
                let names = Set(members.pairs.map(\.name)).subtracting([Classification.accountKey])
                members.pairs += told.pairs.filter { !names.contains($0.name) }
                return JSON.object(members).bytes
            case .object, .list:
                if accounts.isEmpty { return nil }
                let items = JSON.Members.Pair(name: "items", value: body)
                return JSON.object(JSON.Members(pairs: accounts + [items])).bytes
            case .null, .truth, .integer, .real, .string: return nil
            }
        } catch {
            return error == .emptyBody ? Array(query.utf8) : nil
        }
    }

    /// Fields that show that a query is Phonet's.
    private static let fieldNames: Set<String> = [
        "event", "uuid", "otherLegNum", "endAt", "disposition", "billSecs", "lgDirection",
        Classification.accountKey,
    ]

    private static func reading(
        _ body: JSON, _ arrivedAt: Instant, _ repair: TextRepair
    ) throws(UnreadableReason) -> Reading {
        let found = try Classification.messages(in: body, arrivedAt: arrivedAt)
        return Reading(
            .messages(found.messages), notes: repair.notes, accountDomains: found.accountDomains)
    }
}

/// What a body says, and how it was read.
package struct Reading: Hashable, Sendable {
    package let decoded: Decoded
    /// What had to be mended, in the order of `ReadingNote`.
    package let notes: [ReadingNote]
    /// The values of `accountDomain` in the body and the query (protocol 2.3), as sent, each once.
    package let accountDomains: [String]

    init(_ decoded: Decoded, notes: Set<ReadingNote> = [], accountDomains: [String] = []) {
        self.decoded = decoded
        self.notes = notes.sorted()
        self.accountDomains = accountDomains
    }
}

extension UnreadableReason {
    /// The reason for a body that is nested deeper than `JSON.maxNesting`.
    static let tooDeep = UnreadableReason.nestedTooDeep(limit: JSON.maxNesting)
}
