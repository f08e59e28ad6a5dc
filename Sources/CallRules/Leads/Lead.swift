/// A possible customer, as the rules see one.
public struct Lead: Hashable, Sendable {
    public let id: ID
    public let name: String
    /// The responsible employee; nil when there is none or the person is inactive.
    public let responsible: Employee?

    public init(id: ID, name: String, responsible: Employee?) {
        self.id = id
        self.name = name
        self.responsible = responsible
    }

    /// Where a lead came from.
    public enum Origin: String, CaseIterable, Sendable {
        case telephony, manual, api
    }
}
