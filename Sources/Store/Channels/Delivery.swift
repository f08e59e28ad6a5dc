import CallRules
import GRDB

/// One message to send now, to one address of one channel. It is already stored as being sent: the
/// caller of `Store.takeDeliveries` sends it once and reports the result to `Store.finish`.
package struct Delivery: Hashable, Sendable {
    package let id: Int64
    /// The channel that sends it.
    package let channel: ChannelKind
    /// 1 for the first attempt.
    package let attempt: Int
    /// Attempts so far, including this one, not counting those interrupted by a restart.
    package let tries: Int
    /// The address, by its id in the channel's own table (`AddressTable`).
    package let address: Int64
    /// The recipient; nil: no particular employee.
    package let employeeID: Employee.ID?
    /// From this time on it is not sent.
    package let expiresAt: Instant
    /// The recipient's language.
    package let language: Language
    /// The notice it tells of; nil: it is none.
    package let noticeID: Int64?
    /// The content of the message.
    package let content: Content

    /// The content of the message.
    package enum Content: Hashable, Sendable {
        /// A trial of the address, requested by the employee.
        case trial
        case notice(NoticeContent)
        /// An event, for a program.
        case event(WebhookContent)

        /// `delivery.news` of a trial; of a notice it is the code of its `NoticeNews`.
        static let trialCode = "trial"
    }
}

/// What a webhook endpoint is told, and where it is. The body is made when it is sent.
package struct WebhookContent: Hashable, Sendable {
    /// The number of the event.
    package let seq: Int64
    /// The type that is sent.
    package let type: EventType
    package let url: String
    /// The secrets that sign, the present one first; 32 bytes each.
    package let secrets: [[UInt8]]
}

/// The facts of a notice and its call for the text of a delivery.
package struct NoticeContent: Hashable, Sendable {
    /// What the notice is about.
    package let kind: NoticeKind
    /// What the notice says now.
    package let news: NoticeNews
    /// Canonical uuid of the call.
    package let callUUID: String
    /// The lead of the notice, else of the call.
    package let leadID: Lead.ID?
    /// The name of the client, else of the lead, else the name Phonet sent; nil: none.
    package let name: String?
    /// The company of the client; nil: none.
    package let company: String?
    /// The number outside the company.
    package let number: PhoneNumber
    /// The name of the employee who answered; nil: nobody answered, or the employee is unknown.
    package let answeredBy: String?
    /// The name of the line; nil: it has none.
    package let lineName: String?
}

extension Delivery.Content {
    /// Reads the columns that `DeliveryTable.due` selects.
    init(_ row: Row, _ lines: LineBook) throws(UnknownCode) {
        self =
            row["news"] == Delivery.Content.trialCode
            ? .trial : .notice(try NoticeContent(row, lines))
    }
}

extension NoticeContent {
    fileprivate init(_ row: Row, _ lines: LineBook) throws(UnknownCode) {
        kind = try row.code("kind")
        let told: NoticeNews = try row.code("news")
        // It may have been answered since the notice was sent.
        news = told == .ringing && row["state"] == Call.State.talking.rawValue ? .talking : told
        callUUID = row["call_uuid"]
        leadID = row["lead_id"]
        name = row["client_name"] ?? row["lead_name"] ?? ContactName(row["contact_name"])?.text
        company = row["company"]
        number = PhoneNumber(row["phone"] ?? row["raw_number"])
        answeredBy = row["answered_at"] == nil ? nil : row["answerer"]
        lineName = lines[row["trunk"]]?.name
    }
}
