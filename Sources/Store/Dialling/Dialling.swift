import CallRules

/// Something somebody asked Phonet to dial, once.
package struct Dialling: Hashable, Sendable {
    package let id: ID
    /// Whose telephone rings first; nil when the person was deleted since.
    package let employeeID: Employee.ID?
    /// The employee's internal number as it was then.
    package let `extension`: String
    /// As it is dialled: E.164, or the digits of a short number.
    package let phone: String
    /// The lead it was started from.
    package let leadID: Lead.ID?
    /// The client it was started from.
    package let clientID: Client.ID?
    /// When it was written down, a moment before Phonet was asked.
    package let askedAt: Instant
    /// What Phonet said, as far as anybody heard.
    package let answer: Answer

    /// The number of its row.
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }

    /// What Phonet said to it.
    package enum Answer: Hashable, Sendable {
        /// Nothing yet; after `Dialling.answerSeconds` nobody is left who waits for it.
        case none
        /// Phonet dials; the canonical uuid of the call.
        case accepted(uuid: String)
        /// It did not say that it dials.
        case failed(DiallingError)
    }

    /// Phonet is waited for no longer than ten seconds; a dialling without an answer after these
    /// many is of a program that ended in the midst of it.
    package static let answerSeconds = 15
    /// The same employee and number within these many seconds are the same dialling.
    package static let sameSeconds = 10
}

/// Why Phonet did not say that it dials.
package struct DiallingError: Hashable, Sendable {
    /// The cause as programs know it: small Latin letters and `_`.
    package let name: String
    /// For a person.
    package let sentence: LocalizedText
    /// Phonet may dial all the same: its answer did not come, or could not be read.
    package let mayRing: Bool

    /// A trouble with these values.
    package init(name: String, sentence: LocalizedText, mayRing: Bool) {
        self.name = name
        self.sentence = sentence
        self.mayRing = mayRing
    }
}

/// Who wants to call whom.
package struct DiallingOrder: Hashable, Sendable {
    /// Whose telephone shall ring first: active, with an internal number.
    package let employee: Employee.ID
    /// Whom to call; hidden and incomplete numbers are refused.
    package let number: PhoneNumber
    /// Of the form that was sent: the same key of the same employee is the same dialling, whenever
    /// it comes. At most 100 characters; nil: there is none.
    package var key: String?
    /// The lead it is started from; one that is gone is left out.
    package var leadID: Lead.ID?
    /// The client it is started from; one that is gone is left out.
    package var clientID: Client.ID?

    /// An order without a form.
    package init(employee: Employee.ID, number: PhoneNumber) {
        self.employee = employee
        self.number = number
    }
}

/// A dialling that is written down.
package struct WrittenDialling: Hashable, Sendable {
    /// As it stands.
    package let dialling: Dialling
    /// Phonet is to be asked now, by whoever wrote it; else it was asked before.
    package let isNew: Bool
}
