import CallRules

/// Something somebody asked Phonet to dial, once.
public struct Dialling: Hashable, Sendable {
    public let id: ID
    /// Whose telephone rings first; nil when the person was deleted since.
    public let employeeID: Employee.ID?
    /// The employee's internal number as it was then.
    public let `extension`: String
    /// As it is dialled: E.164, or the digits of a short number.
    public let phone: String
    /// The lead it was started from.
    public let leadID: Lead.ID?
    /// The client it was started from.
    public let clientID: Client.ID?
    /// When it was written down, a moment before Phonet was asked.
    public let askedAt: Instant
    /// What Phonet said, as far as anybody heard.
    public let answer: Answer

    /// The number of its row.
    public struct ID: RowID {
        public let value: Int64
        public init(_ value: Int64) { self.value = value }
    }

    /// What Phonet said to it.
    public enum Answer: Hashable, Sendable {
        /// Nothing yet; after `Dialling.answerSeconds` nobody is left who waits for it.
        case none
        /// Phonet dials; the canonical uuid of the call.
        case accepted(uuid: String)
        /// It did not say that it dials.
        case failed(DiallingTrouble)
    }

    /// Phonet is waited for no longer than ten seconds; a dialling without an answer after these
    /// many is of a program that ended in the midst of it.
    public static let answerSeconds = 15
    /// The same employee and number within these many seconds are the same dialling.
    public static let sameSeconds = 10
}

/// Why Phonet did not say that it dials.
public struct DiallingTrouble: Hashable, Sendable {
    /// The cause as programs know it: small Latin letters and `_`.
    public let name: String
    /// For a person.
    public let sentence: Sentence
    /// Phonet may dial all the same: its answer did not come, or could not be read.
    public let mayRing: Bool

    /// A trouble with these values.
    public init(name: String, sentence: Sentence, mayRing: Bool) {
        self.name = name
        self.sentence = sentence
        self.mayRing = mayRing
    }
}

/// Who wants to call whom.
public struct DiallingOrder: Hashable, Sendable {
    /// Whose telephone shall ring first: active, with an internal number.
    public let employee: Employee.ID
    /// Whom to call; hidden and incomplete numbers are refused.
    public let number: PhoneNumber
    /// Of the form that was sent: the same key of the same employee is the same dialling, whenever
    /// it comes. At most 100 characters; nil: there is none.
    public var key: String?
    /// The lead it is started from; one that is gone is left out.
    public var leadID: Lead.ID?
    /// The client it is started from; one that is gone is left out.
    public var clientID: Client.ID?

    /// An order without a form.
    public init(employee: Employee.ID, number: PhoneNumber) {
        self.employee = employee
        self.number = number
    }
}

/// A dialling that is written down.
public struct WrittenDialling: Hashable, Sendable {
    /// As it stands.
    public let dialling: Dialling
    /// Phonet is to be asked now, by whoever wrote it; else it was asked before.
    public let isNew: Bool
}
