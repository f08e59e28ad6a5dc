/// A named origin of leads.
public struct LeadSource: Hashable, Sendable {
    public let id: ID
    public var name: String
    /// Place in lists, from 0.
    public var position: Int

    public init(id: ID, name: String, position: Int) {
        self.id = id
        self.name = name
        self.position = position
    }
}
