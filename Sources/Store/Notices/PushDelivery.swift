import CallRules
import GRDB

/// One push to send now. It is on the books as being sent: whoever got it sends it once and
/// reports what came of it.
package struct PushDelivery: Hashable, Sendable {
    package let id: Int64
    /// 1 for the first attempt.
    package let attempt: Int
    /// The attempts that were not cut off by an end of the program, this one included.
    package let tries: Int
    package let subscription: PushSubscriptionRow
    /// From then on it is news no more.
    package let expiresAt: Instant
    /// The person's language.
    package let language: Language
    package let content: Content

    /// What it is about.
    package enum Content: Hashable, Sendable {
        /// The person tries out the browser.
        case trial
        case notice(PushedNotice)
    }
}

/// What a push tells of a notice and its call.
package struct PushedNotice: Hashable, Sendable {
    package let kind: NoticeKind
    package let news: NoticeNews
    /// Canonical uuid of the call.
    package let callUUID: String
    package let leadID: Lead.ID?
    /// Of the client, else of the lead, else as Phonet told it; nil: nobody knows one.
    package let name: String?
    /// The client's.
    package let company: String?
    /// The outside number.
    package let number: PhoneNumber
    /// Who answered, if somebody did.
    package let answeredBy: String?
}

extension PushedNotice {
    /// What the books know of the call a notice is about, as columns of `PushDeliveryTable`.
    init?(_ row: Row) throws(UnknownCode) {
        guard let kind = try row.codeIfPresent("kind", NoticeKind.self) else { return nil }
        self.kind = kind
        news = try row.code("news")
        callUUID = row["call_uuid"]
        leadID = (row["lead_id"] as Int64?).map { Lead.ID($0) }
        name = row["client_name"] ?? row["lead_name"] ?? row["contact_name"]
        company = row["company"]
        number = PhoneNumber(row["phone"] ?? row["raw_number"])
        answeredBy = row["answered_at"] == nil ? nil : row["answerer"]
    }
}
