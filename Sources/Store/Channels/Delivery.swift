import CallRules
import GRDB

/// One message to send now, to one address of one channel. The database already says that it is
/// being sent: whoever took it sends it once and reports the result (`Store.finish`).
package struct Delivery: Hashable, Sendable {
    package let id: Int64
    package let channel: ChannelKind
    /// 1 for the first attempt.
    package let attempt: Int
    /// Attempts so far, including this one, not counting those interrupted by a restart.
    package let tries: Int
    /// The address, by its id in the channel's own table (`AddressTable`).
    package let address: Int64
    /// To whom; nil: to nobody in particular.
    package let employeeID: Employee.ID?
    /// From then on it is not worth sending.
    package let expiresAt: Instant
    /// The person's language.
    package let language: Language
    package let content: Content

    /// What it is about.
    package enum Content: Hashable, Sendable {
        /// The person tries out the address.
        case trial
        case notice(NoticeContent)

        /// `delivery.news` of a trial; of a notice it is the code of its `NoticeNews`.
        static let trialCode = "trial"
    }
}

/// What a delivery tells of a notice and its call.
package struct NoticeContent: Hashable, Sendable {
    package let kind: NoticeKind
    package let news: NoticeNews
    /// Canonical uuid of the call.
    package let callUUID: String
    /// The lead of the notice, else of the call.
    package let leadID: Lead.ID?
    /// Of the client, else of the lead, else as Phonet told it; nil: there is none.
    package let name: String?
    /// The client's.
    package let company: String?
    /// The number outside the company.
    package let number: PhoneNumber
    /// Name of the employee who answered; nil: nobody did, or nobody knows who.
    package let answeredBy: String?
}

extension Delivery.Content {
    /// Of the columns `DeliveryTable.due` selects.
    init(_ row: Row) throws(UnknownCode) {
        self =
            row["news"] == Delivery.Content.trialCode ? .trial : .notice(try NoticeContent(row))
    }
}

extension NoticeContent {
    fileprivate init(_ row: Row) throws(UnknownCode) {
        kind = try row.code("kind")
        news = try row.code("news")
        callUUID = row["call_uuid"]
        leadID = row["lead_id"]
        name = row["client_name"] ?? row["lead_name"] ?? row["contact_name"]
        company = row["company"]
        number = PhoneNumber(row["phone"] ?? row["raw_number"])
        answeredBy = row["answered_at"] == nil ? nil : row["answerer"]
    }
}
