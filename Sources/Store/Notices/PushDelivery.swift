import CallRules
import GRDB

/// One push to send now. It is on the books as being sent: whoever got it sends it once and
/// reports what came of it.
public struct PushErrand: Hashable, Sendable {
    public let id: Int64
    /// 1 for the first attempt.
    public let attempt: Int
    /// The attempts that were not cut off by an end of the program, this one included.
    public let tries: Int
    public let subscription: PushSubscriptionRow
    /// From then on it is news no more.
    public let expiresAt: Instant
    /// The person's language.
    public let language: Language
    public let content: Content

    /// What it is about.
    public enum Content: Hashable, Sendable {
        /// The person tries out the browser.
        case trial
        case notice(PushedNotice)
    }
}

/// What a push tells of a notice and its call.
public struct PushedNotice: Hashable, Sendable {
    public let kind: NoticeKind
    public let news: NoticeNews
    /// Canonical uuid of the call.
    public let callUUID: String
    public let leadID: Lead.ID?
    /// Of the client, else of the lead, else as Phonet told it; nil: nobody knows one.
    public let name: String?
    /// The client's.
    public let company: String?
    /// The outside number.
    public let number: PhoneNumber
    /// Who answered, if somebody did.
    public let answeredBy: String?
}

extension PushedNotice {
    /// What the books know of the call a notice is about, as columns of `PushErrandTable`.
    init?(_ row: Row) {
        guard let kind = (row["kind"] as String?).flatMap(NoticeKind.init),
            let news = NoticeNews(rawValue: row["news"])
        else { return nil }
        self.kind = kind
        self.news = news
        callUUID = row["call_uuid"]
        leadID = (row["lead_id"] as Int64?).map { Lead.ID($0) }
        name = row["client_name"] ?? row["lead_name"] ?? row["contact_name"]
        company = row["company"]
        number = PhoneNumber(row["phone"] ?? row["raw_number"])
        answeredBy = row["answered_at"] == nil ? nil : row["answerer"]
    }
}
