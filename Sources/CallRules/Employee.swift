/// A person of the company, as the rules see one.
public struct Employee: Hashable, Sendable {
    public let id: ID
    public let name: String
    /// The language notices to this person are written in.
    public let language: Language

    public init(id: ID, name: String, language: Language) {
        self.id = id
        self.name = name
        self.language = language
    }

    /// What a signed-in employee may do.
    public enum Role: String, CaseIterable, Sendable {
        case admin, employee
    }
}
